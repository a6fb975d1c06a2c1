import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeStyleStatistics,
  encodeStyleStatistics,
  type Pixels,
  type StyleInput,
  selectBackend,
  stylize,
  takeStyleStatistics,
} from '@pastiche/core';
import { encodePreset, parsePreset } from '@pastiche/core/presets';
import { loadWeights, type NetworkWeights } from '@pastiche/core/weights';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { folderSource } from '../../packages/cli/src/weights/folder-source.js';

const SIZE = 128;
/** Half floats have 11 bits: statistics are 2⁻¹¹ of their largest off at most, distances far less. */
const HALF_PRECISION = 2 ** -11;

const folder = process.env.PASTICHE_WEIGHTS;
const SAMPLES = new URL('../../samples/', import.meta.url).pathname;
const painting = join(process.env.PASTICHE_SHARED ?? '', 'images/style/starry_night.jpg');

it('a painting’s statistics for VGG19 stand for its picture, through a file, within half floats', async ({
  skip,
}) => {
  if (!folder) return skip('PASTICHE_WEIGHTS names no folder with VGG19');
  await selectBackend({ preferred: 'wasm' });
  const source = folderSource(folder);
  const weights = await loadWeights({ source, deepest: 'conv5_1' });
  const style = existsSync(painting) ? painting : join(SAMPLES, 'style.png');
  const pixels = await pixelsOf(style, 256);
  const content = await pixelsOf(join(SAMPLES, 'content.png'), SIZE);

  const taken = await takeStyleStatistics({ weights, picture: pixels, longSides: [SIZE] });
  const { network, pooling } = taken;
  const statistics = [{ network, pooling, bytes: encodeStyleStatistics(taken) }];
  const styles = [{ name: 'Night', weight: 1, statistics }];
  const [kept] = parsePreset(encodePreset({ name: 'Night', parameters: {}, styles })).styles;
  const read = decodeStyleStatistics(kept!.statistics![0]!.bytes);

  const paint = (styleInput: StyleInput) => run(weights, content, styleInput, 4);
  const picture: StyleInput = { kind: 'picture', pixels };
  const byPicture = await paint(picture);
  const byStatistics = await paint({ kind: 'statistics', statistics: read });
  for (const [index, loss] of byPicture.losses.entries()) {
    expect(Math.abs(byStatistics.losses[index]! / loss - 1)).toBeLessThan(HALF_PRECISION);
  }
  expect(byPicture.losses.at(-1)).toBeLessThan(byPicture.losses[0]! / 2);
  // One judge for both: the picture.
  const judge = async (initialPicture: Pixels) =>
    (await run(weights, content, picture, 1, initialPicture)).losses[0]!;
  const [one, other] = [await judge(byStatistics.picture), await judge(byPicture.picture)];
  expect(Math.abs(one / other - 1)).toBeLessThan(HALF_PRECISION);
});

async function run(
  weights: NetworkWeights,
  content: Pixels,
  style: StyleInput,
  iterations: number,
  initialPicture?: Pixels,
) {
  const start = initialPicture && ({ initialImage: 'picture' } as const);
  const parameters = { size: SIZE, iterations, pyramid: false, ...start };
  const given = { weights, content, styles: [style], parameters };
  const losses: number[] = [];
  for await (const step of stylize({ ...given, ...(initialPicture && { initialPicture }) })) {
    if (step.phase === 'painting') losses.push(step.losses.style);
    if (step.phase === 'done') return { losses, picture: step.picture };
  }
  throw new Error('The run ended without a picture.');
}

async function pixelsOf(file: string, side: number): Promise<Pixels> {
  const { data, info } = await sharp(await readFile(file))
    .resize(side, side, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}
