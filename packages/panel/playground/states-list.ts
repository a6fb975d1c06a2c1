import { DEFAULT_PARAMETERS, sentence } from '@pastiche/core';
import type { ModelValues } from './states-model.js';
import type { GalleryPictures } from './states-pictures.js';
import {
  chart,
  chosen,
  DIVERGED,
  enginePicture,
  entry,
  FACTS,
  MEMORY,
  NO_ENGINE,
  nothingShown,
  onProcessor,
  PROGRESS,
  problem,
  SETTINGS,
  shelfItems,
  shownOf,
} from './states-samples.js';

/** The names of the states that the gallery shows. */
export const STATE_NAMES = [
  'nothing',
  'starting',
  'reading',
  'unreadable',
  'ready',
  'offered-mask',
  'blend',
  'protecting',
  'regions',
  'preset',
  'advanced',
  'too-large',
  'downloading-vgg19',
  'processor',
  'waiting',
  'loading',
  'preparing',
  'running',
  'chosen-meanwhile',
  'paused',
  'ending',
  'recovering',
  'cancelled',
  'done',
  'stopped',
  'variations',
  'variations-done',
  'failed',
  'failed-memory',
  'failed-vgg19',
  'engine-failed',
  'notice',
  'error-notice',
] as const;

export type StateName = (typeof STATE_NAMES)[number];

/** The values of one state. */
export function stateValues(name: StateName, pictures: GalleryPictures): ModelValues {
  return { ...readyValues(pictures), ...changes(name, pictures) };
}

function readyValues(pictures: GalleryPictures): ModelValues {
  const shelf = shelfItems(pictures);
  return {
    engine: { kind: 'ready', facts: FACTS },
    content: { kind: 'ready', name: 'Harbour at dusk', picture: enginePicture(pictures) },
    offeredMask: null,
    shelf,
    styles: [chosen(shelf[1])],
    settings: SETTINGS,
    job: { kind: 'idle' },
    chart: [],
    history: [],
    selected: null,
    shown: shownOf(null, pictures),
    variations: [],
    vgg19: { here: false, storedBytes: 0, kept: true, download: null },
    notice: null,
    upcoming: { picture: null, styles: false },
    obstacle: null,
    busy: false,
  };
}

function changes(name: StateName, pictures: GalleryPictures): Partial<ModelValues> {
  const shelf = shelfItems(pictures);
  switch (name) {
    case 'nothing':
      return { ...nothingShown(), styles: [], obstacle: 'Choose a picture first.' };
    case 'starting':
      return { engine: { kind: 'starting' }, obstacle: 'The engine is starting…' };
    case 'reading':
      return {
        ...nothingShown(),
        content: { kind: 'loading', name: 'Harbour at dusk' },
        styles: [{ ...chosen(shelf[0]), state: 'loading' }],
        obstacle: 'The picture is being read…',
      };
    case 'unreadable':
      return unreadable();
    case 'ready':
    case 'protecting':
      return {};
    case 'offered-mask':
      return {
        offeredMask: { label: sentence`Keep what ${'harbour.mask.png'} marks`, isOn: true },
      };
    case 'blend':
    case 'regions':
      return { styles: [chosen(shelf[1], 0.6), chosen(shelf[6], 0.3), chosen(shelf[2], 0.1)] };
    case 'preset':
      return { styles: [chosen(shelf[8])] };
    case 'advanced':
      return { settings: { ...SETTINGS, advanced: true } };
    case 'too-large':
      return tooLarge();
    case 'downloading-vgg19':
      return {
        settings: { ...SETTINGS, network: 'vgg19' },
        vgg19: {
          here: false,
          storedBytes: 0,
          kept: true,
          download: { loaded: 8.4e6, total: 20.02e6 },
        },
      };
    case 'processor':
      return {
        engine: { kind: 'ready', facts: onProcessor() },
        vgg19: { here: true, storedBytes: 20.02e6, kept: true, download: null },
      };
    default:
      return name === 'variations' || name === 'variations-done'
        ? variationValues(name, pictures)
        : runValues(name, pictures);
  }
}

type RunState = Exclude<StateName, 'variations' | 'variations-done'>;

function runValues(name: RunState, pictures: GalleryPictures): Partial<ModelValues> {
  const going = { busy: true, obstacle: 'A painting is under way.', chart: chart() };
  const early = { ...going, shown: shownOf(pictures.early, pictures) };
  switch (name) {
    case 'waiting':
      return { ...going, job: { kind: 'waiting' }, chart: [] };
    case 'loading':
      return {
        ...going,
        job: { kind: 'loading', network: 'vgg19', loaded: 8.4e6, total: 20.02e6 },
        chart: [],
      };
    case 'preparing':
      return { ...going, job: { kind: 'preparing', scale: null, progress: null }, chart: [] };
    case 'running':
      return { ...early, job: { kind: 'running', progress: PROGRESS }, history: [entry(pictures)] };
    case 'chosen-meanwhile':
      return {
        ...early,
        job: { kind: 'running', progress: PROGRESS },
        upcoming: { picture: 'lighthouse.jpg', styles: true },
      };
    case 'paused':
      return { ...early, job: { kind: 'paused', progress: PROGRESS } };
    case 'ending':
      return { ...early, job: { kind: 'ending', how: 'stop', progress: PROGRESS } };
    case 'recovering':
      return { ...early, job: { kind: 'recovering', progress: PROGRESS } };
    case 'cancelled':
      return { job: { kind: 'cancelled' } };
    case 'failed':
      return { job: { kind: 'failed', problem: problem('diverged', DIVERGED, null) } };
    case 'failed-memory':
      return { job: { kind: 'failed', problem: problem('out-of-memory', MEMORY, 768) } };
    case 'failed-vgg19': {
      const message = 'VGG19 could not be downloaded; check the connection.';
      const lacking = problem('weights-unavailable', message, null);
      return { job: { kind: 'failed', problem: { ...lacking, wantsVgg19: true } } };
    }
    case 'engine-failed':
      return {
        engine: { kind: 'failed', problem: problem('no-backend', NO_ENGINE, null) },
        obstacle: NO_ENGINE,
      };
    default:
      return doneValues(name, pictures);
  }
}

function doneValues(name: RunState, pictures: GalleryPictures): Partial<ModelValues> {
  const one = entry(pictures);
  const done: Partial<ModelValues> = {
    job: { kind: 'done', entry: one.id, stoppedEarly: name === 'stopped' },
    history: [{ ...one, id: 'painting-0', preview: pictures.early }, one],
    shown: shownOf(pictures.painting, pictures),
  };
  if (name === 'notice') {
    const message = 'Harbour at dusk.mosaic is beside the original.';
    return { ...done, notice: { id: 1, kind: 'info', message } };
  }
  if (name === 'error-notice') {
    const message =
      'The layer was deleted while it was painted; place the painting as a new picture instead.';
    return { ...done, notice: { id: 2, kind: 'error', message } };
  }
  return done;
}

function variationValues(name: StateName, pictures: GalleryPictures): Partial<ModelValues> {
  const labels = [
    'Strength 30 %',
    'Strength 70 %',
    'Brush size 50 %',
    'Brush size 200 %',
    'The picture’s colours',
    'From noise, seed 1',
  ];
  const all = name === 'variations-done';
  return {
    busy: !all,
    variations: labels.map((label, index) => ({
      id: `variation-${index}`,
      label,
      change: {},
      state: all || index < 2 ? 'done' : index === 2 ? 'painting' : 'waiting',
      preview: all || index < 2 ? (index % 2 ? pictures.early : pictures.painting) : null,
    })),
  };
}

function unreadable(): Partial<ModelValues> {
  const message =
    'The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is something else; choose another one.';
  return {
    ...nothingShown(),
    content: { kind: 'failed', name: 'notes.txt', problem: problem('bad-image', message, null) },
    obstacle: message,
  };
}

function tooLarge(): Partial<ModelValues> {
  const parameters = { ...DEFAULT_PARAMETERS, size: 1800, alpha: 0.1, beta: 1 };
  return { settings: { ...SETTINGS, parameters, network: 'vgg19' } };
}
