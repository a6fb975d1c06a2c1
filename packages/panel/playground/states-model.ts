import { DEFAULT_PARAMETERS, ownLongSide } from '@pastiche/core';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { HostCapabilities } from '../src/host/host.js';
import { createMasksPart } from '../src/model/masks/masks-part.js';
import type { ContentState, PanelModel, Settings } from '../src/model/model.js';

type Plain<T> = T extends ReadonlySignal<infer Value> ? Value : never;

/** The values of a model's signals, but for what follows from the others. */
export type ModelValues = {
  readonly [Name in keyof PanelModel as PanelModel[Name] extends ReadonlySignal<unknown>
    ? Exclude<Name, 'longSide'>
    : never]: Plain<PanelModel[Name]>;
};

/** What was asked of a model, as a name and its arguments. */
export type Asked = readonly [name: string, ...given: unknown[]];

declare global {
  // A global of a script needs `var`. Tests change its signals and read what was asked.
  var gallery: { readonly model: PanelModel; readonly asked: readonly Asked[] } | undefined;
}

/**
 * A model whose signals stand still. Settings answer, so that dials can be tried, and masks are drawn; all else is
 * only noted in `asked`.
 */
export function stillModel(
  capabilities: HostCapabilities,
  values: ModelValues,
  asked: Asked[],
  regions = false,
): PanelModel {
  const settings = signal(values.settings);
  const signals = signalsOf(values);
  const note =
    (name: string) =>
    (...given: unknown[]) => {
      asked.push([name, ...given]);
    };
  const later = (name: string) => {
    const now = note(name);
    return async (...given: unknown[]) => now(...given);
  };
  return {
    capabilities,
    ...signals,
    settings,
    longSide: computed(() => longSideOf(settings.value, signals.content.value)),
    masks: masksOver(signals, regions),
    restored: Promise.resolve(false),
    setParameters: (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const parameters = { ...settings.value.parameters, ...Object.fromEntries(given) };
      const originalSize = settings.value.originalSize && change.size === undefined;
      settings.value = { ...settings.value, parameters, originalSize };
    },
    setSettings: (change) => {
      settings.value = { ...settings.value, ...change };
    },
    resetSettings: () => {
      settings.value = { ...settings.value, parameters: DEFAULT_PARAMETERS };
    },
    settingsText: () => JSON.stringify(settings.value.parameters, null, 2),
    ...actionsOf(note, later),
  };
}

function signalsOf(values: ModelValues) {
  return {
    engine: signal(values.engine),
    content: signal(values.content),
    offeredMask: signal(values.offeredMask),
    shelf: signal(values.shelf),
    styles: signal(values.styles),
    job: signal(values.job),
    chart: signal(values.chart),
    history: signal(values.history),
    selected: signal(values.selected),
    shown: signal(values.shown),
    variations: signal(values.variations),
    vgg19: signal(values.vgg19),
    notice: signal(values.notice),
    upcoming: signal(values.upcoming),
    obstacle: signal(values.obstacle),
    busy: signal(values.busy),
  };
}

function longSideOf({ parameters, originalSize }: Settings, content: ContentState): number {
  if (!originalSize || content.kind !== 'ready') return parameters.size;
  return ownLongSide(content.picture);
}

function masksOver(
  { content, styles }: Pick<PanelModel, 'content' | 'styles'>,
  regions: boolean,
): PanelModel['masks'] {
  return createMasksPart({
    picture: computed(() => {
      if (content.value.kind !== 'ready') return null;
      const { name, picture } = content.value;
      return { mark: name, width: picture.width, height: picture.height };
    }),
    styles: computed(() => styles.value.map(({ item }) => ({ ...item, inRecipe: item.name }))),
    regions,
  });
}

type Note = (name: string) => (...given: unknown[]) => void;
type NoteLater = (name: string) => (...given: unknown[]) => Promise<void>;

function actionsOf(note: Note, later: NoteLater) {
  return {
    chooseContent: later('chooseContent'),
    setContent: later('setContent'),
    takeMask: later('takeMask'),
    takeStylePart: later('takeStylePart'),
    restoreStyleParts: note('restoreStyleParts'),
    switchOfferedMask: note('switchOfferedMask'),
    chooseStyle: later('chooseStyle'),
    removeStyle: note('removeStyle'),
    setStyleWeight: note('setStyleWeight'),
    addStyle: later('addStyle'),
    readHostStyle: later('readHostStyle'),
    stylize: later('stylize'),
    pause: note('pause'),
    resume: note('resume'),
    stopAndKeep: note('stopAndKeep'),
    cancel: note('cancel'),
    select: note('select'),
    showContent: note('showContent'),
    removeFromHistory: note('removeFromHistory'),
    reuse: note('reuse'),
    paintLarger: later('paintLarger'),
    paintVariations: later('paintVariations'),
    continueVariation: later('continueVariation'),
    closeVariations: note('closeVariations'),
    save: later('save'),
    saveTimelapse: later('saveTimelapse'),
    savePreset: later('savePreset'),
    lendPreset: async () => true,
    addText: async (text: string) => {
      note('addText')(text);
      return true;
    },
    shareString: async (id: string) => {
      note('shareString')(id);
      return 'pastiche:1:example';
    },
    savePresetFile: later('savePresetFile'),
    deletePreset: later('deletePreset'),
    downloadVgg19: note('downloadVgg19'),
    cancelDownload: note('cancelDownload'),
    removeVgg19: later('removeVgg19'),
    tryAgain: later('tryAgain'),
    dismissNotice: note('dismissNotice'),
    restartEngine: later('restartEngine'),
    close: note('close'),
  };
}
