// Paints a picture with a style for each half and judges each half by VGG19: how near it is to its own style, to the
// other one, and to what a painting in one style alone reaches; and how much a half changes when the style of the
// other is exchanged: npm run quality:regions -- <content> <style> <other style> <third style>
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
import { readPixels } from './pictures.js';
import { createRegionJudge, type RegionJudge } from './region-judge.js';

const OUT = fileURLToPath(new URL('../../out/regions', import.meta.url));

/** `StylizeRequest.erosion`. */
const EROSIONS = [0, 0.5, 1];

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
const [content, ...styles] = (await Promise.all(positionals.map(readPixels))) as [
  Pixels,
  ...Pixels[],
];
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
  const cut = { left: await alone(judge, 'left', 0), right: await alone(judge, 'right', 1) };
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
        ownAloneCut: cut[side],
      });
    }
    rows.push({ name, ...(await leak(halves, erosion)) });
  }
}

/** How near a half of the content comes to a style when it is cut off and painted by itself, as large as in the whole. */
async function alone(judge: RegionJudge, side: 'left' | 'right', style: number): Promise<number> {
  const part = halfOf(content, side);
  const scale = size / Math.max(content.width, content.height);
  const longSide = Math.round(scale * Math.max(part.width, part.height));
  const parameters = { size: longSide, styleScale: size / longSide };
  const painted = await paint(`cut-${side}`, { content: part, styles: styleOf(style), parameters });
  return judge.distance(painted, 'whole', style, longSide);
}

function halfOf({ width, height, data }: Pixels, side: 'left' | 'right'): Pixels {
  const half = Math.floor(width / 2);
  const left = side === 'left' ? 0 : width - half;
  const cut = new Uint8ClampedArray(4 * half * height);
  for (let row = 0; row < height; row++) {
    const from = 4 * (row * width + left);
    cut.set(data.subarray(from, from + 4 * half), 4 * row * half);
  }
  return { width: half, height, data: cut };
}

/** Goes on from one picture at one scale, the style of the right half exchanged. */
async function leak(start: Pixels, erosion: number) {
  const parameters = { pyramid: false, initialImage: 'picture', iterations: 40 } as const;
  const goOn = (index: number) =>
    paint(`leak-${erosion}-${index}`, {
      ...{ regions: half(index), erosion, initialPicture: start, parameters },
    });
  const [a, b] = [await goOn(1), await goOn(2)];
  return {
    leftBeyondReach: meanDifference(a, b, 0, a.width / 2 - BEYOND_REACH),
    leftNearBorder: meanDifference(a, b, a.width / 2 - BEYOND_REACH, a.width / 2),
    right: meanDifference(a, b, a.width / 2, a.width),
  };
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
