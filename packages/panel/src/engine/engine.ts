import type {
  BackendName,
  DoneStep,
  GivenParameters,
  LiveChanges,
  Mask,
  MemoryNeed,
  Parameters,
  PreparingStep,
  Said,
  Size,
  StepFigures,
} from '@pastiche/core';
import type { PresetStatistics } from '@pastiche/core/presets';
import type { WireError } from '../channel/wire-error.js';
import type { ProgressListener, WeightsPhase } from './shared-download.js';

/** Which network paints: the built-in one, VGG19, or both ("automatic"). */
export type NetworkChoice = 'auto' | 'vgg19-lite' | 'vgg19';

/** What the engine runs on. */
export interface EngineFacts {
  /** In a worker, or in the page's own thread where workers are forbidden. */
  readonly place: 'worker' | 'page';
  readonly backend: BackendName;
  /** Why this backend, as a sentence for people. */
  readonly reason: string;
  /** `reason` as it can be translated. */
  readonly said?: Said | undefined;
  /** What painting takes with each network, where it is told; bytes. */
  readonly needs?: Readonly<Record<'vgg19-lite' | 'vgg19', MemoryNeed>> | undefined;
  /** The longest side that a picture may be painted at with each network, for a square picture, px. */
  readonly largestSide: Readonly<Record<'vgg19-lite' | 'vgg19', number>>;
}

/** A picture that the engine holds. */
export interface EnginePicture {
  readonly id: string;
  /** Of the picture as decoded, px; at most 4096 a side. */
  readonly width: number;
  readonly height: number;
  /** For the screen, long side at most 1024 px. The caller closes it. */
  readonly preview: ImageBitmap;
}

/** A style of a run. */
export interface RequestedStyle {
  /** Id of a picture, or of statistics, that the engine holds. */
  readonly picture: string;
  readonly weight: number;
  /** As `RunRequest.protect` has them, over the style's picture: what is white alone is the style. */
  readonly mask?: Uint8Array | undefined;
}

/** A part of the content that is painted in styles of its own. */
export interface RequestedRegion {
  /** As `RunRequest.protect` has them: white belongs to the region. */
  readonly mask: Uint8Array;
  /** At least one. */
  readonly styles: readonly RequestedStyle[];
  /** Multiplies beta within it, above 0 and at most 100; 1 when left out. */
  readonly strength?: number | undefined;
}

export interface RunRequest {
  /** Id of an `EnginePicture`. */
  readonly content: string;
  /** At least one, for what no region has. */
  readonly styles: readonly RequestedStyle[];
  /** Parts of the content with styles of their own, at most 32; a later one lies over an earlier one. */
  readonly regions?: readonly RequestedRegion[] | undefined;
  /**
   * Files of pictures of the content's shape, of any size: what is white in any of them stays as it is in the
   * content. Left out or empty: all is painted.
   */
  readonly protect?: readonly Uint8Array[] | undefined;
  /**
   * The file of a painting of the content at a smaller size, which the run goes on from: only the sizes that are
   * larger are painted.
   */
  readonly smallerPainting?: Uint8Array | undefined;
  readonly parameters: GivenParameters;
  readonly network: NetworkChoice;
  /** Whether frames for a timelapse are collected. */
  readonly frames: boolean;
  /** Whether `checkpoint` events are told. */
  readonly checkpoints?: boolean | undefined;
  /**
   * Bytes of an earlier `checkpoint` event: the run goes on from there to the picture that it would have
   * come to. Its parameters are those of the checkpoint. Refused with `invalid-checkpoint` where the
   * pictures, the masks, the smaller painting, the weights of the styles or the network are others.
   */
  readonly resume?: Uint8Array | undefined;
}

/** How far a network has come on its way into the engine. */
export interface WeightsProgress {
  /** Bytes that are through the phase. */
  readonly loaded: number;
  readonly total: number | null;
  /** Left out: its files are downloaded. */
  readonly phase?: WeightsPhase | undefined;
}

/** What happens during a run, in order of time. */
export type RunEvent =
  /** Nothing is done yet: a host paints one picture at a time, and this one is not the next. Told by hosts. */
  | { readonly kind: 'waiting' }
  /** A network is on its way into the engine. */
  | ({ readonly kind: 'loading'; readonly network: 'vgg19-lite' | 'vgg19' } & WeightsProgress)
  /** A scale of the pyramid begins: targets are taken, shaders compiled. */
  | (Pick<PreparingStep, 'scale'> & {
      readonly kind: 'preparing';
      /** Content and styles are grey, so the painting will be. */
      readonly grey: boolean;
    })
  | ({ readonly kind: 'step' } & StepFigures)
  /** The painting so far; the listener closes the bitmap. */
  | { readonly kind: 'preview'; readonly bitmap: ImageBitmap }
  /** What `RunRequest.resume` takes, now and then; of very large paintings there is none. */
  | { readonly kind: 'checkpoint'; readonly bytes: Uint8Array }
  /** The graphics context was lost; the run goes on from its last checkpoint, on `backend`. */
  | { readonly kind: 'recovering'; readonly backend: BackendName };

/** What a run came to; `stoppedEarly`: `stop()` or a failure ended it before its last iteration. */
export interface RunResult extends Pick<DoneStep, 'stoppedEarly' | 'losses'> {
  readonly width: number;
  readonly height: number;
  /** The finished picture as PNG, alpha kept. */
  readonly png: Uint8Array;
  /** For the screen, long side at most 1024 px. The caller closes it. */
  readonly preview: ImageBitmap;
  /** Why it could not go on; the picture is what it had come to. Left out where it ended as it should. */
  readonly failure?: WireError | undefined;
  /** Ids of the networks in the order in which they painted, such as `vgg19-lite+vgg19`. */
  readonly network: string;
  readonly seconds: number;
  /** How fast each network was; left out where it is not known. */
  readonly speeds?: readonly NetworkSpeed[] | undefined;
  /** Every parameter as it was used, live changes included. */
  readonly parameters: Parameters;
  /** Those of the request; left out where there were none. */
  readonly masks?: SmallMasks | undefined;
}

/** How fast a network paints, with what is done beside it. */
export interface NetworkSpeed {
  readonly backend: BackendName;
  readonly network: 'vgg19-lite' | 'vgg19';
  /** For each pixel in an iteration, ns. */
  readonly nsPerPixel: number;
  /** Of the scale where it was measured: small ones are slower for each pixel. */
  readonly pixels: number;
}

/** Masks small enough for a recipe, as it has them, in the order in which they came. */
export interface SmallMasks {
  readonly protect: readonly string[];
  readonly regions: readonly string[];
  /** Of pictures of styles, by their ids; left out where there were none. */
  readonly styleParts?: readonly { readonly picture: string; readonly mask: string }[] | undefined;
}

/** A run under way. */
export interface Run {
  /** Takes effect before the next iteration. */
  set(changes: LiveChanges): void;
  pause(): void;
  resume(): void;
  /** Ends the run after the current iteration and keeps the picture. */
  stop(): void;
  /** Ends the run and keeps nothing; `result` rejects with an `EngineError` of code `aborted`. */
  cancel(): void;
  /** Rejects with an {@link EngineError}. */
  readonly result: Promise<RunResult>;
}

/** A preset's picture, small enough to travel in a file. */
export interface ReducedPicture {
  readonly mediaType: 'image/webp' | 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

/** VGG19 on this machine. */
export interface Vgg19Facts {
  /** In memory, or kept on this machine. */
  readonly here: boolean;
  /** Bytes that are kept. */
  readonly storedBytes: number;
  /** Whether what is downloaded is kept for later sessions: the host allows it, and the browser can. */
  readonly kept: boolean;
  /** Its files lie in a folder that the host copies them from; left out: they are downloaded. */
  readonly inFolder?: boolean | undefined;
}

/** What the panel asks of the engine. All methods reject with an {@link EngineError}. */
export interface Engine {
  readonly facts: EngineFacts;
  /**
   * Decodes a picture (upright, sRGB) and keeps it until `removePicture`. The bytes stay the
   * caller's: they are copied, never handed over.
   */
  addPicture(bytes: Uint8Array): Promise<EnginePicture>;
  /** Puts away a picture or statistics. */
  removePicture(id: string): void;
  /**
   * Reads the statistics of one style, each file for another network or pooling, and keeps them until
   * `removePicture`. @returns their id, which a run takes as a style's picture
   */
  addStatistics(files: readonly Uint8Array[]): Promise<string>;
  /**
   * What a held picture is as a style, for each network that can tell of the parameters' layers: the
   * built-in one, and VGG19 where it is asked for and here.
   */
  takeStatistics(
    id: string,
    run: Pick<RunRequest, 'parameters' | 'network'>,
  ): Promise<readonly PresetStatistics[]>;
  /** Encodes a held picture again, long side at most `longSide` px, at most `bytes` bytes. */
  reducePicture(
    id: string,
    limit: { readonly longSide: number; readonly bytes: number },
  ): Promise<ReducedPicture>;
  /**
   * Reads a mask from the file of a picture.
   *
   * @param over id of the picture that it lies over, whose shape it must have
   * @param size that it is brought to
   */
  readMask(bytes: Uint8Array, over: string, size: Size): Promise<Mask>;
  /** One at a time: a second one is refused while the first goes on. */
  run(request: RunRequest, listener: (event: RunEvent) => void): Run;
  /** The frames of the last run with `frames` as an animated GIF. */
  timelapse(): Promise<Uint8Array>;
  /** Loads VGG19 without painting. */
  loadVgg19(listener: ProgressListener): {
    readonly done: Promise<void>;
    cancel(): void;
  };
  vgg19State(): Promise<Vgg19Facts>;
  removeStoredWeights(): Promise<void>;
  /** Tensors alive and bytes held, for tests and diagnostics. */
  memory(): Promise<{ readonly tensors: number; readonly bytes: number }>;
  /**
   * Tells once when the engine ends by itself, also while nothing is asked of it; at once if it has
   * ended already. Not told after `close()`.
   */
  onLost(listener: (error: EngineError) => void): void;
  /** Fails what is pending and ends the worker. */
  close(): void;
}

/** What went wrong in the engine: `code` is a `StyleTransferErrorCode` or one of the channel's. */
export interface EngineError extends Error {
  readonly code: string;
}
