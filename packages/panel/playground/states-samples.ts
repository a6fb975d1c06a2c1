// What the states of the gallery are made of.
import { DEFAULT_PARAMETERS } from '@pastiche/core';
import type { EngineFacts, EnginePicture } from '../src/engine/engine.js';
import type {
  ChartPoint,
  ChosenStyle,
  ContentState,
  HistoryEntry,
  Problem,
  Progress,
  Settings,
  ShelfItem,
  Shown,
} from '../src/model/model.js';
import type { GalleryPictures } from './states-pictures.js';

const NAMES = [
  ['Mosaic', 'Small bright tiles with dark joints'],
  ['Starry night', 'Swirling strokes in blue and yellow'],
  ['Woodcut', 'Black lines on warm paper'],
  ['Violet dusk', 'Broad strokes in violet'],
  ['Rose petals', 'Soft dots in pink and red'],
  ['Moss', 'Fine green fibres'],
  ['Meadow after the long rain', 'Grass in the wind'],
  ['Enamel', 'Hard-edged patches of blue'],
] as const;

export const FACTS: EngineFacts = {
  place: 'worker',
  backend: 'webgl',
  reason: 'WebGL on the graphics card works, and is the fastest.',
  needs: {
    'vgg19-lite': { fixed: 8e6, perPixel: 1000 },
    vgg19: { fixed: 125e6, perPixel: 4200 },
  },
  largestSide: { 'vgg19-lite': 2048, vgg19: 1024 },
};

export const SETTINGS: Settings = {
  parameters: DEFAULT_PARAMETERS,
  originalSize: false,
  speeds: [{ backend: 'webgl', network: 'vgg19-lite', nsPerPixel: 1400, pixels: 183_296 }],
  network: 'auto',
  backend: 'auto',
  frames: false,
  advanced: false,
};

export const PROGRESS: Progress = {
  scale: { index: 2, of: 5, width: 256, height: 179 },
  iteration: { index: 34, of: 52 },
  overall: { index: 138, of: 250 },
  losses: {
    total: 0.42,
    content: 0.61,
    style: 0.036,
    totalVariation: 0,
    contentByLayer: { conv4_2: 0.61 },
    styleByLayer: { conv1_1: 0.01, conv4_1: 0.09 },
  },
  msPerIteration: 340,
  secondsLeft: 42,
};

export function onProcessor(): EngineFacts {
  return {
    ...FACTS,
    backend: 'wasm',
    reason:
      'WebGL is there but drawn in software (SwiftShader), so that the processor is faster by itself.',
    largestSide: { 'vgg19-lite': 1024, vgg19: 512 },
  };
}

export const DIVERGED =
  'The painting ran away after 40 steps, because beta is very large; lower it or raise alpha, then try again.';
export const MEMORY =
  'A picture of 1536 px needs more memory than this graphics card has; paint it at 768 px.';
export const NO_ENGINE =
  'The engine did not answer within 30 seconds; restart it, or close other programs that use the graphics card.';

export function problem(code: string, message: string, fittingSize: number | null): Problem {
  return { code, message, details: `${code}: ${message}\nChromium, WebGL2`, fittingSize };
}

export function shelfItems({ thumbnails }: GalleryPictures): readonly ShelfItem[] {
  const builtIn = NAMES.map(
    ([name, description], index): ShelfItem => ({
      id: `built-in:${index}`,
      kind: 'built-in',
      name,
      description,
      thumbnail: thumbnails[index] ?? null,
    }),
  );
  const more = { description: '', thumbnail: thumbnails[3] ?? null };
  return [
    ...builtIn,
    { id: 'preset:1', kind: 'preset', name: 'Night in violet, strong', ...more },
    { id: 'picture:1', kind: 'picture', name: 'From a file', description: '', thumbnail: null },
  ];
}

export function chosen(item: ShelfItem, weight = 1): ChosenStyle {
  // A preset of the person's is one with a part of its picture.
  return { item, weight, state: 'ready', isPart: item.kind === 'preset' };
}

export function enginePicture({ content }: GalleryPictures): EnginePicture {
  return { id: 'content', width: 1600, height: 1120, preview: content };
}

export function shownOf(painting: ImageBitmap | null, { content }: GalleryPictures): Shown {
  const label =
    painting === null ? 'Harbour at dusk' : 'Harbour at dusk in the style of Starry night';
  return { painting, entry: null, original: content, width: 512, height: 358, label };
}

/** There is no picture. */
export function nothingShown(): { readonly content: ContentState; readonly shown: Shown } {
  const shown: Shown = {
    painting: null,
    entry: null,
    original: null,
    width: 0,
    height: 0,
    label: '',
  };
  return { content: { kind: 'none' }, shown };
}

export function entry({ painting, content }: GalleryPictures): HistoryEntry {
  return {
    id: 'painting-1',
    preview: painting,
    original: content,
    width: 512,
    height: 358,
    png: new Uint8Array(),
    contentName: 'Harbour at dusk',
    contentId: null,
    styleNames: ['Starry night'],
    styles: [{ name: 'Starry night', kind: 'picture' }],
    parameters: DEFAULT_PARAMETERS,
    network: 'vgg19-lite+vgg19',
    seconds: 74,
    stoppedEarly: false,
    hasFrames: true,
  };
}

export function chart(): readonly ChartPoint[] {
  return Array.from({ length: 138 }, (_, iteration) => {
    const style = 2.4 * 0.97 ** iteration + 0.036 + (iteration % 46 < 4 ? 0.12 : 0);
    const content = 0.25 + 0.36 * (1 - 0.985 ** iteration);
    return { iteration, style, content, total: style + content };
  });
}
