import { expect, it } from 'vitest';
import { createSeededRandom } from '../base/seeded-random.js';
import type { Mask } from '../image/mask.js';
import { decodeGreyPng } from '../image-file/grey-png.js';
import { maskFile, smallMasks } from './small-masks.js';

/** The left half of a picture. */
function half(width: number, height: number): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    at % width < width / 2 ? 255 : 0,
  );
  return { width, height, data };
}

const sizeOf = async (file: string) => {
  const mask = await decodeGreyPng(maskFile(file));
  return mask && [mask.width, mask.height];
};

it('keeps a small mask as it is', async () => {
  const mask = half(40, 30);
  const [file] = await smallMasks([mask]);
  expect(await decodeGreyPng(maskFile(file))).toEqual(mask);
});

it('brings a large mask to 512 px, and what is marked stays so', async () => {
  const [file] = await smallMasks([half(2048, 1024)]);
  const mask = await decodeGreyPng(maskFile(file));
  expect(mask).toMatchObject({ width: 512, height: 256 });
  // The triangle reaches one small pixel far: those beside the edge mix by 7/8 and 1/8.
  const row = [...new Array(255).fill(255), 223, 32, ...new Array(255).fill(0)];
  for (const y of [0, 255]) expect([...mask!.data.subarray(512 * y, 512 * (y + 1))]).toEqual(row);
});

it('makes intricate masks smaller until all of them together have room', async () => {
  const flat = half(1024, 1024);
  const random = createSeededRandom(3);
  const noisy: Mask = { ...flat, data: flat.data.map(() => Math.floor(256 * random.uniform())) };
  const files = await smallMasks([flat, noisy]);
  expect(files.reduce((sum, file) => sum + maskFile(file).length, 0)).toBeLessThanOrEqual(30_000);
  // Noise hardly packs: of 256² bytes too much is left.
  expect(await Promise.all(files.map(sizeOf))).toEqual([
    [128, 128],
    [128, 128],
  ]);
});

it('reads no file from text that is no Base64', () => {
  expect(() => maskFile('A!')).toThrow('The masks of a recipe must be pictures as Base64, but');
});
