import type { GivenParameters, Parameters, Said, ScaleProgress, StepFigures } from '@pastiche/core';
import type { PresetStatistics, RecipeMasks } from '@pastiche/core/presets';
import type { ReadonlySignal } from '@preact/signals';
import type {
  EngineFacts,
  EnginePicture,
  NetworkChoice,
  NetworkSpeed,
  RunEvent,
  RunResult,
  Vgg19Facts,
  WeightsProgress,
} from '../engine/engine.js';
import type { HostCapabilities } from '../host/host.js';
import type { MaskTarget, PanelMasks, StylePart } from './masks/masks.js';
import type { Notice } from './notice.js';
import type { SavePresetOptions } from './save-preset-options.js';

/** Something went wrong: words for people, and what "Copy details" copies. */
export interface Problem {
  /** A `StyleTransferErrorCode`, or one of the channel's. */
  readonly code: string;
  /** One sentence: what was expected, what came, what to do. */
  readonly message: string;
  /** Stack, cause, backend, browser: for a report, never shown unasked. */
  readonly details: string;
  /** A long side in px that would fit, where that is the way out. */
  readonly fittingSize: number | null;
  /** VGG19 could not be brought here: the built-in network is the way out. */
  readonly wantsVgg19?: boolean;
}

export type EngineState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly facts: EngineFacts }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type ContentState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly name: string }
  | { readonly kind: 'ready'; readonly name: string; readonly picture: EnginePicture }
  | { readonly kind: 'failed'; readonly name: string; readonly problem: Problem };

/** A part of the content that the host knows of and that may stay as it is. */
export interface OfferedMask {
  /** The words of its switch, such as "Keep text". */
  readonly label: Said;
  readonly isOn: boolean;
}

/** A style that can be chosen with one click. */
export interface ShelfItem {
  /** `built-in:<id>`, `preset:<id>`, or `picture:<n>` for one that came from a file, the clipboard, a drop or the host. */
  readonly id: string;
  readonly kind: 'built-in' | 'preset' | 'picture';
  readonly name: string;
  readonly description: string;
  /** An address that `<img>` or CSS can show (`data:`), or `null` while it is read. */
  readonly thumbnail: string | null;
}

/** What a style is called; the names of built-in ones are words, which are translated. */
export type StyleTitle = Pick<ShelfItem, 'name' | 'kind'>;

/** A picture of a style, or what stands for it: networks that can paint it. */
export interface PaintedStyle {
  /** None where its picture is there, which any network can paint. */
  readonly statistics?: readonly Pick<PresetStatistics, 'network'>[] | null | undefined;
}

/** A style in the blend. */
export interface ChosenStyle {
  readonly item: ShelfItem;
  /** Share in the blend before normalization, 0..1. */
  readonly weight: number;
  readonly state: 'loading' | 'ready' | 'failed';
  /** Its pictures that take part, or what stands for them; left out: any network can paint it. */
  readonly pictures?: readonly PaintedStyle[];
  /** Whether a part of its picture alone is the style; left out: it has no picture, or several. */
  readonly isPart?: boolean | undefined;
}

/** What the person set; remembered by the host. */
export interface Settings {
  /** `size` holds unless `originalSize` is set. */
  readonly parameters: Parameters;
  /** Whether each picture is painted at its own size, or the largest that fits. */
  readonly originalSize: boolean;
  /** How fast each network was on this machine, for telling how long a painting will take. */
  readonly speeds: readonly NetworkSpeed[];
  readonly network: NetworkChoice;
  /** Where the arithmetic runs; a change restarts the engine. */
  readonly backend: 'auto' | 'webgl' | 'wasm' | 'cpu';
  /** Whether frames are collected for a timelapse. */
  readonly frames: boolean;
  /** Whether the advanced section is open. */
  readonly advanced: boolean;
}

/** How far a painting has come. */
export type Progress = StepFigures;

/** One point of the chart: losses after an iteration. */
export interface ChartPoint {
  readonly iteration: number;
  readonly content: number;
  readonly style: number;
  readonly total: number;
}

export type Job =
  | { readonly kind: 'idle' }
  /** The host lets another painting end first, or a network is on its way; nothing is painted yet. */
  | Extract<RunEvent, { kind: 'waiting' | 'loading' }>
  | {
      readonly kind: 'preparing';
      readonly scale: ScaleProgress | null;
      readonly progress: Progress | null;
    }
  | { readonly kind: 'running'; readonly progress: Progress }
  | { readonly kind: 'paused'; readonly progress: Progress | null }
  /** Stop or Cancel was pressed and the current iteration is still under way. */
  | { readonly kind: 'ending'; readonly how: 'stop' | 'cancel'; readonly progress: Progress | null }
  | { readonly kind: 'recovering'; readonly progress: Progress | null }
  | { readonly kind: 'done'; readonly entry: string; readonly stoppedEarly: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A finished painting of this session. */
export interface HistoryEntry extends Omit<RunResult, 'losses' | 'failure' | 'masks' | 'speeds'> {
  readonly id: string;
  readonly contentName: string;
  /** The host's mark of the content, where it has one. */
  readonly contentId: string | null;
  /** Of the content's file, where it has no such mark. */
  readonly contentDigest?: string | null;
  /** As recipes and files have them. */
  readonly styleNames: readonly string[];
  readonly styles: readonly StyleTitle[];
  /** Whether a timelapse of it can be exported: only of the last run with frames. */
  readonly hasFrames: boolean;
  /** The content it was painted from, to compare with. */
  readonly original: ImageBitmap;
  /** Left out: it was painted without. */
  readonly masks?: RecipeMasks | undefined;
}

/** A small painting with other parameters, to choose from. */
export interface Variation {
  readonly id: string;
  /** What is different, such as "Strength 70 %". */
  readonly label: string;
  readonly change: Partial<Parameters>;
  readonly state: 'waiting' | 'painting' | 'done' | 'failed';
  readonly preview: ImageBitmap | null;
}

/** VGG19 on this machine, and its way here where the person asked for that without painting. */
export interface Vgg19State extends Vgg19Facts {
  readonly download: WeightsProgress | null;
}

/** What the next painting has that the one under way has not. */
export interface Upcoming {
  /** The name of another picture. */
  readonly picture: string | null;
  /** Other styles are chosen; the dials are for them. */
  readonly styles: boolean;
}

/** What the canvas shows. */
export interface Shown {
  /** The painting: live, from the history, or none yet. */
  readonly painting: ImageBitmap | null;
  /** Of the history, where that is shown; `null`: the painting goes on, or there is none. */
  readonly entry: string | null;
  readonly original: ImageBitmap | null;
  /** Size of the finished picture, for its aspect; px. */
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

/** The panel's state as signals, and what a person can do. No DOM, no host, no engine behind it shows. */
export interface PanelModel {
  readonly capabilities: HostCapabilities;
  readonly engine: ReadonlySignal<EngineState>;
  readonly content: ReadonlySignal<ContentState>;
  /** What the host offers to keep as it is; `null`: nothing of this content. */
  readonly offeredMask: ReadonlySignal<OfferedMask | null>;
  readonly shelf: ReadonlySignal<readonly ShelfItem[]>;
  readonly styles: ReadonlySignal<readonly ChosenStyle[]>;
  readonly settings: ReadonlySignal<Settings>;
  /** Long side of the next painting, px: what is set, or the picture's own. */
  readonly longSide: ReadonlySignal<number>;
  readonly job: ReadonlySignal<Job>;
  readonly chart: ReadonlySignal<readonly ChartPoint[]>;
  readonly history: ReadonlySignal<readonly HistoryEntry[]>;
  /** The history entry that is looked at, or `null`: the live painting. */
  readonly selected: ReadonlySignal<string | null>;
  readonly shown: ReadonlySignal<Shown>;
  /** What is drawn over the picture. */
  readonly masks: PanelMasks;
  readonly variations: ReadonlySignal<readonly Variation[]>;
  readonly vgg19: ReadonlySignal<Vgg19State>;
  readonly notice: ReadonlySignal<Notice | null>;
  /** Why Stylize cannot be pressed, as a sentence, or `null` when it can. */
  readonly obstacle: ReadonlySignal<string | null>;
  /** What was chosen during a run and is for the next painting. */
  readonly upcoming: ReadonlySignal<Upcoming>;
  /** Whether a run (or the variations) goes on. */
  readonly busy: ReadonlySignal<boolean>;
  /** Resolves once what a reload interrupted is back; `false`: there was nothing. */
  readonly restored: Promise<boolean>;

  chooseContent(): Promise<void>;
  setContent(name: string, bytes: Uint8Array): Promise<void>;
  /** Takes the file of a picture as a mask, by itself or with what is marked already; for what is drawn now, or `target`. */
  takeMask(
    bytes: Uint8Array,
    options?: { readonly target?: MaskTarget; readonly add?: boolean },
  ): Promise<void>;
  /** Whether what the host offers stays as it is in the next painting. */
  switchOfferedMask(isOn: boolean): void;
  /** Makes one style the only one; `add` blends it with those that are chosen. */
  chooseStyle(id: string, options?: { readonly add?: boolean }): Promise<void>;
  removeStyle(id: string): void;
  setStyleWeight(id: string, weight: number): void;
  /** Lets a part of a style's picture alone be the style, by the file of a mask; `null`: all of it. */
  takeStylePart(id: string, bytes: Uint8Array | null): Promise<void>;
  /** The same for the pictures of these names in the blend, as a recipe has them. */
  restoreStyleParts(parts: readonly StylePart[]): void;
  /** A style from a file, the clipboard or a drop: it is put on the shelf and chosen. */
  addStyle(name: string, bytes: Uint8Array, options?: { readonly add?: boolean }): Promise<void>;
  /** Puts the preset of a share string on the shelf and chooses it. @returns whether the text held one */
  addText(text: string): Promise<boolean>;
  /**
   * Chooses the preset of a text: the one of the shelf that is the same, else it lies there as long as the panel
   * lives, and the host keeps nothing of it. @returns whether it could be read
   */
  lendPreset(document: string): Promise<boolean>;
  /** Asks the host for a style in its own way. */
  readHostStyle(): Promise<void>;
  /** Live parameters act on the run under way, too. */
  setParameters(change: GivenParameters): void;
  setSettings(change: Partial<Omit<Settings, 'parameters'>>): void;
  /** All of them: the look of the chosen preset over the defaults, and where and with what it is painted. */
  resetSettings(): void;
  stylize(): Promise<void>;
  pause(): void;
  resume(): void;
  stopAndKeep(): void;
  cancel(): void;
  /** Looks at a history entry, or at the live painting (`null`). */
  select(id: string | null): void;
  /** Looks at the picture itself, as before it was painted. */
  showContent(): void;
  removeFromHistory(id: string): void;
  /** Takes over the parameters and styles of a history entry, and what was drawn over it where its picture is there. */
  reuse(id: string): void;
  /**
   * Goes on with a history entry at a larger size: with its own parameters, styles, network and masks, whose settings
   * are taken over but for the size. Only over the picture that it was painted from.
   *
   * @param size long side, px
   */
  paintLarger(id: string, size: number): Promise<void>;
  /** Paints small pictures with other parameters. */
  paintVariations(): Promise<void>;
  /** Continues one at full size with its parameters. */
  continueVariation(id: string): Promise<void>;
  closeVariations(): void;
  /** Hands the painting that is looked at to the host. */
  save(action: string): Promise<void>;
  saveTimelapse(): Promise<void>;
  /** The settings of the painting that is looked at, or the present ones, as text for the clipboard. */
  settingsText(): string;
  /** Keeps the blend and the look; without pictures, statistics stand for them. */
  savePreset(name: string, options?: SavePresetOptions): Promise<void>;
  /** A preset of the shelf as a share string, for the clipboard; `null`: it is none. */
  shareString(id: string): Promise<string | null>;
  /** Hands a preset of the shelf to the host as a file. */
  savePresetFile(id: string): Promise<void>;
  deletePreset(id: string): Promise<void>;
  downloadVgg19(): void;
  cancelDownload(): void;
  removeVgg19(): Promise<void>;
  /** After `failed`: with the fitting size if there is one, or with another network. */
  tryAgain(options?: { readonly size?: number; readonly network?: NetworkChoice }): Promise<void>;
  dismissNotice(): void;
  restartEngine(): Promise<void>;
  close(): void;
}
