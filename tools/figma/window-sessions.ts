import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Figma, FigmaOptions, LayerDescription } from '@pastiche/test-fixtures/figma';
import sharp from 'sharp';

export type Scene = FigmaOptions['scene'];

/**
 * Takes a picture of the state that is there, in each theme.
 *
 * @param bringBack for a state that passes by itself, such as a notice
 */
export type Shot = (state: string, bringBack?: () => Promise<unknown>) => Promise<void>;

/** A person's way through the plugin's window, from its opening to the last state that is shown. */
export interface Session {
  readonly selection: readonly string[];
  readonly profile?: FigmaOptions['profile'];
  readonly settings?: Readonly<Record<string, unknown>>;
  go(figma: Figma, shot: Shot): Promise<void>;
}

const PLAIN = { backend: 'webgl' };
/** Where software draws WebGL, this takes minutes; on the processor the smaller one takes seconds. */
const PAINTED = { backend: 'webgl', parameters: { size: 128, iterations: 24 } };
const SKETCHED = { backend: 'cpu', parameters: { size: 64, iterations: 3 } };

/** The settings that a person had, with which the window is opened. */
export function settingsOf(change: Session['settings'] = PLAIN): unknown {
  return { version: 1, value: { format: 1, network: 'vgg19-lite', ...change } };
}

const button = ({ ui }: Figma, name: string) => ui.getByRole('button', { name, exact: true });
const ready = ({ ui }: Figma) => ui.locator('.p-stage-label:not(:empty)').first().waitFor();
const stylize = async (figma: Figma) => {
  await figma.ui.getByRole('option', { name: 'Oil whirls' }).click();
  await figma.ui.locator('.p-run .p-primary:not([aria-disabled])').click();
};
const problem = ({ ui }: Figma) => ui.locator('.p-problem').waitFor();
const finished = (figma: Figma) => button(figma, 'Stylize again').waitFor();

async function halfDone({ ui, page }: Figma): Promise<void> {
  const bar = ui.getByRole('progressbar');
  while (Number(await bar.getAttribute('aria-valuenow')) < 50) await page.waitForTimeout(200);
}

/** Every state that is designed, once. */
export const SESSIONS: Readonly<Record<string, Session>> = {
  empty: { selection: [], go: (_, shot) => shot('nothing') },
  painting: {
    selection: ['1:2'],
    settings: PAINTED,
    go: async (figma, shot) => {
      await ready(figma);
      await shot('ready');
      await stylize(figma);
      await halfDone(figma);
      await shot('running');
      await finished(figma);
      await shot('done');
      await shot('placed', async () => {
        await button(figma, 'Place beside').click();
        await figma.ui.locator('.p-notice').waitFor();
      });
      await figma.remove('1:2');
      await figma.ui.locator('.strip-warning:not(:empty)').waitFor();
      await shot('removed');
    },
  },
  keeping: {
    selection: ['1:6'],
    settings: PAINTED,
    go: async (figma, shot) => {
      await ready(figma);
      await figma.ui.getByText('What stays').click();
      await shot('what-stays');
      await figma.ui.getByText('What stays').first().click();
      await stylize(figma);
      await finished(figma);
      await shot('kept');
    },
  },
  'part-styles': {
    selection: ['1:6'],
    go: async (figma, shot) => {
      await ready(figma);
      await figma.ui.getByRole('option', { name: 'Oil whirls' }).click();
      await button(figma, 'Blend').click();
      await figma.ui.getByRole('option', { name: 'Woodcut' }).click();
      await figma.ui.getByText('What stays').click();
      await figma.ui
        .getByRole('combobox', { name: /^Paint “.+” in a style$/ })
        .first()
        .waitFor();
      await shot('part-styles');
    },
  },
  queue: {
    selection: ['1:2', '1:3', '1:4'],
    go: async (figma, shot) => {
      await ready(figma);
      await shot('queue');
    },
  },
  narrow: {
    selection: ['1:3', '1:2'],
    settings: SKETCHED,
    go: async (figma, shot) => {
      await figma.page.addStyleTag({ content: 'iframe { width: 300px !important }' });
      await ready(figma);
      await stylize(figma);
      await finished(figma);
      await shot('narrow');
    },
  },
  'cut-out': {
    selection: ['1:4'],
    go: async (figma, shot) => {
      await ready(figma);
      await shot('cut-out');
    },
  },
  transparent: {
    selection: ['1:5'],
    go: async (figma, shot) => {
      await stylize(figma);
      await problem(figma);
      await shot('transparent');
    },
  },
  offline: {
    selection: ['1:2'],
    settings: { ...PLAIN, network: 'vgg19' },
    go: async (figma, shot) => {
      await stylize(figma);
      await problem(figma);
      await shot('offline');
    },
  },
  failing: {
    selection: [],
    go: async (figma, shot) => {
      await figma.failExports('Failed to export node. The rendered image is too large.');
      await figma.select(['1:2']);
      await button(figma, 'Use selection').first().click();
      await figma.ui.locator('.p-problem, .p-notice').first().waitFor();
      await shot('error');
    },
  },
  'dev-mode': {
    selection: ['1:2'],
    profile: { editorType: 'dev', readOnly: true },
    settings: SKETCHED,
    go: async (figma, shot) => {
      await stylize(figma);
      await finished(figma);
      await shot('dev-mode');
    },
  },
};

/** Four pictures: two photos, one with a very long name, a cut-out, and one that shows nothing; and a card with words. */
export async function sceneOf(): Promise<Scene> {
  const sample = (name: string) => readFile(resolve(import.meta.dirname, '../../samples', name));
  const names = [
    'Street at night',
    'Hero of the landing page with a very long name',
    'Fruit bowl',
    'Nothing',
  ];
  const files = ['street.png', 'street.png', 'cut-out.png', 'clear.png'];
  return {
    images: {
      'street.png': await sample('street.png'),
      'cut-out.png': await cutOut(await sample('fruit.png')),
      'clear.png': await clear(),
    },
    pages: [
      {
        name: 'Page 1',
        children: [
          ...names.map((name, index) => photo(`1:${index + 2}`, name, files[index], index * 700)),
          cardOf(photo('1:7', 'Photo', 'street.png', 0)),
        ],
      },
    ],
  };
}

function photo(id: string, name: string, image: string, x: number): LayerDescription {
  const fills = [{ type: 'IMAGE', scaleMode: 'FILL', image } as const];
  return { type: 'RECTANGLE', id, name, x, width: 640, height: 480, fills };
}

/** A card with a photo, words and a button of words. */
function cardOf(picture: LayerDescription): LayerDescription {
  const paint = (r: number, g: number, b: number) => [
    { type: 'SOLID', color: { r, g, b } } as const,
  ];
  const word = (characters: string, y: number, height: number, width: number): LayerDescription => {
    return {
      type: 'TEXT',
      name: characters,
      characters,
      x: 40,
      y,
      width,
      height,
      fills: paint(1, 1, 1),
    };
  };
  const label = { ...word('Book now', 14, 28, 130), x: 24 };
  const button: LayerDescription = {
    type: 'INSTANCE',
    name: 'Button',
    x: 40,
    y: 390,
    width: 160,
    height: 56,
    cornerRadius: 28,
    fills: paint(0.85, 0.2, 0.25),
    children: [label],
  };
  const words = [word('Tokyo by night', 40, 72, 420), word('Five walks after dark', 120, 36, 300)];
  return {
    type: 'FRAME',
    id: '1:6',
    name: 'Card',
    y: 600,
    width: 640,
    height: 480,
    children: [picture, ...words, button],
  };
}

/** The picture within an ellipse, nothing around it. */
function cutOut(picture: Uint8Array): Promise<Buffer> {
  const mask =
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><ellipse cx="320" cy="240" rx="260" ry="200"/></svg>';
  return sharp(picture)
    .resize(640, 480, { fit: 'cover' })
    .ensureAlpha()
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png()
    .toBuffer();
}

function clear(): Promise<Buffer> {
  const create = { width: 64, height: 48, channels: 4, background: '#00000000' } as const;
  return sharp({ create }).png().toBuffer();
}
