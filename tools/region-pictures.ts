// Paints docs/pictures/regions.jpg: the sample picture with a part protected, and with a style for its sky and
// another for the rest, by the built-in network: npm run pictures:regions
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { selectBackend } from '../packages/core/src/backend/select.js';
import { type Mask, maskOf } from '../packages/core/src/image/mask.js';
import type { Pixels } from '../packages/core/src/image/pixels.js';
import { stylize } from '../packages/core/src/run/stylize.js';
import type { StyleInput, StylizeRequest } from '../packages/core/src/run/stylize-request.js';
import { readLiteWeights } from '../packages/core/src/weights/formats/lite-weights.js';
import { contactSheet, type SheetCell } from './quality/contact-sheet.js';
import { readPixels } from './quality/pictures.js';
import { isHeadland, isSky, LANDSCAPE } from './samples/landscape.js';
import { render } from './samples/render.js';

const ROOT = resolve(import.meta.dirname, '..');
const sample = (name: string) => readPixels(join(ROOT, 'samples', `${name}.png`));

await selectBackend({ preferred: 'wasm' });
const weights = readLiteWeights(
  await readFile(join(ROOT, 'packages/core/data/vgg19-lite.safetensors')),
);
const content = await sample('content');
const brushwork = await styleOf('style');
const woodcut = await styleOf('woodcut');
const headland = await mask(isHeadland);
const sky = await mask(isSky);

const cells: SheetCell[] = [
  { picture: await png(content), label: 'the picture' },
  { picture: headland.png, label: 'what stays' },
  { picture: await painted({ styles: brushwork, protect: headland.mask }), label: '--protect' },
  { picture: sky.png, label: 'the sky' },
  {
    picture: await painted({ styles: woodcut, regions: [{ mask: sky.mask, styles: brushwork }] }),
    label: '--region',
  },
];
await writeFile(
  join(ROOT, 'docs/pictures/regions.jpg'),
  await contactSheet([cells.slice(0, 3), [cells[0] as SheetCell, ...cells.slice(3)]], {
    height: 240,
    largest: 300_000,
  }),
);

async function styleOf(name: string): Promise<StyleInput[]> {
  return [{ kind: 'picture', pixels: await sample(name) }];
}

/** White where the sample shows it. */
async function mask(
  isMarked: (x: number, y: number) => boolean,
): Promise<{ mask: Mask; png: Buffer }> {
  const { width, height, data } = render(LANDSCAPE, (x, y) =>
    isMarked(x, y) ? [1, 1, 1] : [0, 0, 0],
  );
  const file = sharp(data, { raw: { width, height, channels: 3 } });
  const rgba = await file.clone().ensureAlpha().raw().toBuffer();
  return { mask: maskOf({ width, height, data: rgba }, 'mask'), png: await file.png().toBuffer() };
}

async function painted(
  change: Pick<StylizeRequest, 'styles' | 'protect' | 'regions'>,
): Promise<Buffer> {
  const parameters = { size: LANDSCAPE.width, iterations: 150, strength: 0.7 };
  for await (const step of stylize({ weights, content, ...change, parameters })) {
    if (step.phase === 'done') return png(step.picture);
  }
  throw new Error('The run ended without a picture.');
}

function png({ width, height, data }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}
