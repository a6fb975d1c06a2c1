// Paints a picture with a style for each half and judges each half by VGG19: how near it is to its own style, to the
// other one, and what a painting in one style alone reaches there; and how much a half changes when the style of the
// other is exchanged, beside how much it changes when one pixel of the other does. The halves hold the same, since
// one is the other's mirror image: npm run quality:regions -- <content> <style> <other style> <third style>
// [--size 384] [--iterations 100] [--weights <folder>] [--out out/regions]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { selectBackend } from '../../packages/core/src/backend/select.js';
import type { Mask } from '../../packages/core/src/image/mask.js';
import type { Pixels } from '../../packages/core/src/image/pixels.js';
import { stylize } from '../../packages/core/src/run/stylize.js';
import type { StyleInput, StylizeRequest } from '../../packages/core/src/run/stylize-request.js';
import { loadWeights } from '../../packages/core/src/weights/load-weights.js';
import { weightsFolder, weightsOption } from '../weights/weights-folder.js';
import { contactSheet } from './contact-sheet.js';
import { mirrored } from './mirrored.js';
import { readPixels } from './pictures.js';
import { createRegionJudge, type RegionJudge } from './region-judge.js';

const OUT = fileURLToPath(new URL('../../out/regions', import.meta.url));

/** `StylizeRequest.erosion`. */
const EROSIONS = [0, 0.75, 1];

/** Beyond so many pixels from the border VGG19 sees nothing of the other half. */
const BEYOND_REACH = 80;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '384' },
    iterations: { type: 'string', default: '100' },
    weights: { type: 'string' },
    out: { type: 'string', default: OUT },
  },
});
if (positionals.length !== 4) {
  throw new Error(
    'Name a content and three styles: npm run quality:regions -- <content> <style> <other> <third>',
  );
}
const size = Number(values.size);
const iterations = Number(values.iterations);
const [given, ...styles] = (await Promise.all(positionals.map(readPixels))) as [
  Pixels,
  ...Pixels[],
];
const content = mirrored(given);
const weights = await loadWeights({
  source: weightsFolder(weightsOption(values.weights)),
  deepest: 'conv5_1',
});
await selectBackend({ preferred: 'wasm' });
await mkdir(values.out, { recursive: true });

const right: Mask = {
  width: content.width,
  height: content.height,
  data: Uint8Array.from({ length: content.width * content.height }, (_, at) =>
    at % content.width >= content.width / 2 ? 255 : 0,
  ),
};

async function paint(name: string, change: Partial<StylizeRequest>): Promise<Pixels> {
  const parameters = { size, iterations, ...change.parameters };
  const request = { weights, content, styles: styleOf(0), ...change, parameters };
  let picture: Pixels | undefined;
  for await (const step of stylize(request)) {
    if (step.phase === 'painting' && step.overall.index % 20 === 0)
      console.error(name, step.overall.index);
    if (step.phase === 'done') picture = step.picture;
  }
  if (picture === undefined) throw new Error('The run ended without a picture.');
  const { width, height, data } = picture;
  const raw = { width, height, channels: 4 } as const;
  await sharp(data, { raw })
    .png()
    .toFile(join(values.out, `${name}.png`));
  return picture;
}

function styleOf(index: number): readonly StyleInput[] {
  return [{ kind: 'picture', pixels: styles[index] as Pixels }];
}

const half = (index: number) => [{ mask: right, styles: styleOf(index) }];

const judge = createRegionJudge(weights, styles, size);
const rows: Record<string, unknown>[] = [];

async function main(judge: RegionJudge): Promise<void> {
  const first = await paint('first', {});
  const second = await paint('second', { styles: styleOf(1) });
  for (const erosion of EROSIONS) {
    const name = `halves-${erosion}`;
    const halves = await paint(name, { regions: half(1), erosion });
    for (const [side, own, other, painted] of [
      ['left', 0, 1, first],
      ['right', 1, 0, second],
    ] as const) {
      const toOwn = await judge.distance(halves, side, own);
      rows.push({
        name,
        side,
        own: toOwn,
        other: await judge.distance(halves, side, other),
        ownAlone: await judge.distance(painted, 'whole', own),
        ownAloneHere: await judge.distance(painted, side, own),
      });
    }
    rows.push({ name, leaks: await leak(halves, erosion) });
  }
}

/** Goes on from one picture at one scale: the style of the right half exchanged; one of its pixels changed. */
async function leak(start: Pixels, erosion: number) {
  const parameters = { pyramid: false, initialImage: 'picture', iterations: 40 } as const;
  const goOn = (name: string, index: number, initialPicture: Pixels) =>
    paint(`leak-${erosion}-${name}`, {
      ...{ regions: half(index), erosion, initialPicture, parameters },
    });
  const same = await goOn('same', 1, start);
  const changes = {
    style: await goOn('style', 2, start),
    pixel: await goOn('pixel', 1, onePixelChanged(start)),
  };
  const border = same.width / 2;
  return Object.entries(changes).map(([of, changed]) => ({
    of,
    leftBeyondReach: meanDifference(same, changed, 0, border - BEYOND_REACH),
    leftNearBorder: meanDifference(same, changed, border - BEYOND_REACH, border),
    right: meanDifference(same, changed, border, same.width),
  }));
}

/** One pixel near the right edge, half way down, by 8 of 255. */
function onePixelChanged(picture: Pixels): Pixels {
  const data = Uint8ClampedArray.from(picture.data);
  const at = 4 * (Math.floor(picture.height / 2) * picture.width + picture.width - 10);
  for (let channel = 0; channel < 3; channel++) {
    const value = data[at + channel] as number;
    data[at + channel] = value > 127 ? value - 8 : value + 8;
  }
  return { ...picture, data };
}

/** Mean over the columns from `left` to before `right`, of 255. */
function meanDifference(a: Pixels, b: Pixels, left: number, right: number): number {
  let [sum, count] = [0, 0];
  a.data.forEach((value, at) => {
    const x = (at >> 2) % a.width;
    if (x < left || x >= right || at % 4 === 3) return;
    sum += Math.abs(value - (b.data[at] ?? 0));
    count += 1;
  });
  return sum / count;
}

await main(judge);
judge.dispose();
const names = ['first', 'second', ...EROSIONS.map((erosion) => `halves-${erosion}`)];
const cells = names.map((name) => ({ picture: join(values.out, `${name}.png`), label: name }));
await writeFile(
  join(values.out, 'contact-sheet.jpg'),
  await contactSheet([cells], { height: 320 }),
);
console.log(JSON.stringify({ size, iterations, rows }, null, 2));
