import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { HistoryEntry, PanelModel, Shown } from '../model.js';
import type { PanelModelOptions } from '../panel-options.js';
import { presetOf, readableRecipe } from '../results/recipe-of.js';
import { createSavingPart } from '../results/saving-part.js';
import { obstacleOf, type Readiness } from '../run/obstacle.js';
import { type LiveSubject, shownOf } from '../run/shown.js';
import type { SessionFile } from '../session/session-file.js';
import { keepSession } from '../session/session-part.js';
import { takingPart, type WeightedSource } from '../styles/style-source.js';
import { longSideNow } from './long-side-now.js';
import { createMaskFile } from './mask-file.js';
import { createPaintingActions } from './painting-actions.js';
import { createPanelParts, type PanelParts } from './panel-parts.js';
import { readSession, restoreSettings } from './restore-session.js';
import { createSettingsActions } from './settings-actions.js';
import { createStyleActions } from './style-actions.js';
import { createStyleParts } from './style-parts.js';

/**
 * Makes the state behind a panel and starts its engine at once. The panel lives until `close()`.
 *
 * @example
 * const model = createPanelModel({ host, assets, startEngine });
 * model.obstacle.value; // 'Choose a picture first.'
 */
export function createPanelModel(options: PanelModelOptions): PanelModel {
  const parts = createPanelParts(options);
  const { content, history, notices, runs, weights } = parts;
  const longSide = computed(() => longSideNow(parts));
  const obstacle = computed(() => obstacleOf(readinessOf(parts, options), parts.say));
  const { subject, restore, ...painting } = createPaintingActions(parts, options, obstacle);
  const { initialParameters, ...styling } = createStyleActions(parts, options);
  const lookedAt = () =>
    history.find(history.selected.peek() ?? (runs.active.peek() ? null : history.latest.peek()));
  const saving = createSavingPart({
    ...options,
    engine: parts.engine.engine,
    notices,
    lookedAt,
    blendOf: history.blendOf,
    protectionOf: history.protectionOf,
  });
  const { end, restored } = begin(parts, options, restore);
  return {
    capabilities: options.host.capabilities,
    ...signalsOf(parts),
    masks: parts.masks,
    obstacle,
    longSide,
    restored,
    shown: shownIn(parts, subject, longSide),
    chooseContent: content.choose,
    setContent: (name, bytes) => {
      // A refusal of another file would be taken for one of this.
      notices.forgetError();
      return content.set(name, bytes);
    },
    takeMask: createMaskFile(parts),
    ...createStyleParts(parts),
    switchOfferedMask: parts.offeredMask.switchTo,
    ...styling,
    ...painting,
    ...createSettingsActions(parts, initialParameters),
    ...saving,
    settingsText: () => {
      const entry = lookedAt();
      return readableRecipe(entry === null ? present(parts) : painted(entry, parts));
    },
    select: history.select,
    showContent: () => {
      history.forgetLatest();
      history.select(null);
    },
    removeFromHistory: (id) => {
      const job = runs.job.peek();
      history.remove(id);
      if (job.kind === 'done' && job.entry === id) runs.forget();
    },
    downloadVgg19: weights.download,
    cancelDownload: weights.cancelDownload,
    removeVgg19: weights.remove,
    dismissNotice: notices.dismiss,
    close: end,
  };
}

/** What the canvas shows, whatever that is taken from. */
function shownIn(
  { history, runs, content, say }: PanelParts,
  subject: ReadonlySignal<LiveSubject | null>,
  longSide: ReadonlySignal<number>,
): ReadonlySignal<Shown> {
  const entry = (id: string | null) => history.history.value.find((one) => one.id === id) ?? null;
  return computed(() =>
    shownOf(
      {
        selected: entry(history.selected.value),
        latest: entry(history.latest.value),
        subject: subject.value,
        live: runs.live.value,
        content: content.content.value,
        size: longSide.value,
      },
      say,
    ),
  );
}

function readinessOf(
  { engine, content, styles, busy, settings }: PanelParts,
  { host }: PanelModelOptions,
): Readiness {
  return {
    engine: engine.state.value,
    content: content.content.value,
    contentNoun: host.capabilities.contentNoun,
    styles: styles.styles.value,
    busy: busy.value,
    withoutPicture: withoutPicture(takingPart(styles.blend())),
    parameters: settings.settings.value.parameters,
  };
}

/** Whether other styles are chosen than those that are being painted. */
function isOtherBlend({ runs, styles }: PanelParts): boolean {
  const kept = runs.kept.value;
  if (kept === null) return false;
  const ids = kept.blend.map(({ source }) => source.item.id).join();
  const now = styles.styles.value.filter(({ weight }) => weight > 0);
  return now.map(({ item }) => item.id).join() !== ids;
}

function withoutPicture(blend: readonly WeightedSource[]): 'none' | 'some' | 'all' {
  const pictures = blend.flatMap(({ source }) => source.pictures);
  const lacking = pictures.filter(({ statistics }) => statistics !== undefined).length;
  if (lacking === 0) return 'none';
  return lacking === pictures.length ? 'all' : 'some';
}

function signalsOf(parts: PanelParts) {
  return {
    engine: parts.engine.state,
    content: parts.content.content,
    offeredMask: parts.offeredMask.offered,
    shelf: parts.shelf.items,
    styles: parts.styles.styles,
    settings: parts.settings.settings,
    job: parts.runs.job,
    chart: parts.runs.chart,
    history: parts.history.history,
    selected: parts.history.selected,
    variations: parts.variations.variations,
    vgg19: parts.weights.vgg19,
    notice: parts.notices.notice,
    busy: parts.busy,
    upcoming: computed(() => ({
      picture: parts.content.waiting.value,
      styles: isOtherBlend(parts),
    })),
  } satisfies Partial<PanelModel>;
}

/** What a painting with the present settings would be made with. */
function present(parts: PanelParts) {
  const { content, settings, styles } = parts;
  const { parameters, network } = settings.settings.peek();
  const state = content.content.peek();
  const blend = takingPart(styles.blend());
  return {
    parameters: { ...parameters, size: longSideNow(parts) },
    network,
    styleNames: blend.map(({ source }) => source.item.name),
    preset: presetOf(blend),
    source: state.kind === 'none' ? null : state.name,
    stoppedEarly: false,
  };
}

function painted(entry: HistoryEntry, { history }: PanelParts) {
  const preset = presetOf(history.blendOf(entry.id));
  return { ...entry, preset, source: entry.contentName };
}

/** Sets everything going. */
function begin(
  parts: PanelParts,
  options: PanelModelOptions,
  restore: (session: SessionFile) => Promise<void>,
): { end(): void; readonly restored: Promise<boolean> } {
  const { content, engine, presets, settings, shelf, weights } = parts;
  const { host } = options;
  let closed = false;
  let stopKeeping = () => {};
  const stopListening = host.listen({
    contentChanged: content.follow,
    presetsChanged: () => {
      void presets.load();
    },
  });
  const stopRefreshing = effect(() => {
    if (engine.engine.value !== null) untracked(() => void weights.refresh());
  });
  const start = async () => {
    const there = Promise.all([content.load(), presets.load()]);
    void shelf.load();
    // The settings say on which backend.
    await settings.load();
    const keeps = host.capabilities.keepsSessions === true;
    const session = keeps ? await readSession(parts, options) : null;
    if (closed) return false;
    if (session !== null) restoreSettings(parts, session);
    await engine.restart();
    if (!keeps) return false;
    await there;
    if (session !== null && !closed) await restore(session);
    // Only now: what was kept is not overwritten by a panel that is still empty.
    if (!closed) stopKeeping = keepSession(parts, options);
    return session !== null;
  };
  const end = () => {
    if (closed) return;
    closed = true;
    stopKeeping();
    stopListening();
    stopRefreshing();
    endAll(parts);
  };
  return { end, restored: start() };
}

function endAll(parts: PanelParts): void {
  parts.settings.close();
  parts.idle.close();
  void parts.variations.clear();
  parts.runs.close();
  parts.weights.cancelDownload();
  parts.masks.close();
  parts.content.close();
  parts.styles.close();
  parts.engine.close();
  parts.notices.close();
  parts.bitmaps.close();
}
