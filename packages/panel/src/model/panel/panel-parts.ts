import { ENGLISH, type Say, sayIn, sentence } from '@pastiche/core';
import { computed, type ReadonlySignal } from '@preact/signals';
import { REALM_TIMERS } from '../../channel/realm-timers.js';
import type { Engine, RunEvent } from '../../engine/engine.js';
import { createEnginePart, type EnginePart } from '../engine-part.js';
import { createIdleQueue, type IdleQueue } from '../idle-queue.js';
import type { MasksPart } from '../masks/masks-part.js';
import type { EngineState, Problem } from '../model.js';
import { createNotices, type Notices } from '../notices.js';
import type { PanelModelOptions } from '../panel-options.js';
import { createPresetsPart, type PresetsPart } from '../presets/presets-part.js';
import { type Circumstances, problemOf } from '../problem.js';
import { createHistoryPart, type HistoryPart } from '../results/history-part.js';
import { type ContentPart, createContentPart } from '../run/content-part.js';
import { masksOver } from '../run/masks-over.js';
import { createOfferedMaskPart, type OfferedMaskPart } from '../run/offered-mask-part.js';
import { createRunPart, type RunPart } from '../run/run-part.js';
import { createVariationsPart, type VariationsPart } from '../run/variations-part.js';
import { createSettingsPart, type SettingsPart } from '../session/settings-part.js';
import { type BitmapShares, createBitmapShares } from '../styles/bitmap-shares.js';
import { createShelf, type Shelf } from '../styles/shelf.js';
import { createStylesPart, type StylesPart } from '../styles/styles-part.js';
import { createWeightsPart, type WeightsPart } from '../weights-part.js';
import { startOf } from './start-of.js';

/** The parts of a panel; what a person does is written in terms of them. */
export interface PanelParts {
  readonly notices: Notices;
  readonly settings: SettingsPart;
  readonly bitmaps: BitmapShares;
  readonly engine: EnginePart;
  readonly runs: RunPart;
  readonly variations: VariationsPart;
  readonly busy: ReadonlySignal<boolean>;
  readonly idle: IdleQueue;
  readonly history: HistoryPart;
  readonly content: ContentPart;
  readonly offeredMask: OfferedMaskPart;
  readonly shelf: Shelf;
  readonly styles: StylesPart;
  readonly masks: MasksPart;
  readonly presets: PresetsPart;
  readonly weights: WeightsPart;
  /** Words and a report from what was thrown, in the present circumstances unless told otherwise. */
  describe(error: unknown, given?: Partial<Described>): Problem;
  /** For what is not told as a notice or a problem. */
  readonly say: Say;
}

export interface Described extends Circumstances {
  /** A long side to offer instead, px. */
  readonly fittingSize: number | null;
}

/** Makes the parts and lets each know what it needs of the others. */
export function createPanelParts(options: PanelModelOptions): PanelParts {
  const { host, assets, timers = REALM_TIMERS } = options;
  const say = sayIn(options.language ?? ENGLISH);
  const notices = createNotices(timers, say);
  const settings = createSettingsPart({ host, timers, notices });
  const bitmaps = createBitmapShares();
  const describe = describing(settings, () => engine.state.peek(), say);
  const engine: EnginePart = createEnginePart({
    start: startOf(options, settings, notices),
    describe,
    say,
  });
  const onFailed = (error: unknown, from: Engine) => {
    notices.error(error);
    engine.noteFailure(error, from);
  };
  const onEvent = recovery(engine, notices);
  const runs = createRunPart({ host, timers, bitmaps, notices, onEvent });
  const variations = createVariationsPart({ bitmaps, onFailed, say });
  const busy = computed(() => runs.active.value || variations.active.value);
  const idle = createIdleQueue(busy);
  const history = createHistoryPart(bitmaps);
  const pictures = { engine: engine.engine, whenIdle: idle.whenIdle };
  const content = createContentPart({
    ...pictures,
    host,
    bitmaps,
    notices,
    describe,
    onFailed: engine.noteFailure,
    onReplaced: anotherContent(history, runs),
  });
  const shelf = createShelf(assets, say);
  const itemOf = (id: string) => shelf.items.value.find((item) => item.id === id);
  const styles = createStylesPart({ ...pictures, onFailed, itemOf });
  return {
    notices,
    settings,
    bitmaps,
    engine,
    runs,
    variations,
    busy,
    idle,
    history,
    content,
    offeredMask: createOfferedMaskPart(content.offered),
    shelf,
    styles,
    masks: masksOver(content, styles),
    presets: createPresetsPart({ host, shelf, notices }),
    weights: createWeightsPart({ engine: engine.engine, notices }),
    describe,
    say,
  };
}

/** What was painted of the picture before goes out of sight, unless it has only just ended. */
function anotherContent(history: HistoryPart, runs: RunPart): (late: boolean) => void {
  return (late) => {
    if (late) return;
    history.forgetLatest();
    history.select(null);
    runs.forget();
  };
}

/** Describes what was thrown by the settings and the engine as they are then. */
function describing(
  { settings }: SettingsPart,
  engineState: () => EngineState,
  say: Say,
): PanelParts['describe'] {
  return (error, { fittingSize = null, ...given } = {}) => {
    const state = engineState();
    const facts = state.kind === 'ready' ? state.facts : null;
    return problemOf(error, { facts, ...settings.peek(), ...given }, fittingSize, say);
  };
}

/** Tells of a lost graphics context, after which the engine may compute elsewhere. */
function recovery(engine: EnginePart, notices: Notices): (event: RunEvent) => void {
  return (event) => {
    if (event.kind !== 'recovering') return;
    engine.noteBackend(event.backend);
    notices.info(
      sentence`The graphics context was lost; the painting goes on with ${event.backend}.`,
    );
  };
}
