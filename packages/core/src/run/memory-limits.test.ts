import { afterEach, expect, it } from 'vitest';
import { WASM_HEAP_LIMIT } from '../backend/wasm-heap.js';
import { leaveKernels, useKernels } from '../kernels/wasm/kernels-in-use.js';
import { largestFitting, largestSides, memoryFor } from './memory-limits.js';

afterEach(leaveKernels);

const WITHOUT_TEXTURES = { textureSide: null, memory: 32 };

it('fits what an iteration needs into what a page may count on of WASM, whatever the computer has', () => {
  // √((2^31 − 8e6) / 1200) = 1335.3, √((2^31 − 115e6) / 5200) = 625.2, down to multiples of 32.
  expect(largestSides('wasm', WITHOUT_TEXTURES)).toEqual({ 'vgg19-lite': 1312, vgg19: 608 });
  expect(largestSides('cpu', WITHOUT_TEXTURES)).toEqual(largestSides('wasm', WITHOUT_TEXTURES));
});

it.each([null, 0.5, 2, 4])(
  'fits it into 2 GiB of a graphics card, less the textures that wait for reuse, where the computer has %s GiB',
  (memory) => {
    // √((2^31 − 2^28 − 8e6) / 1000) = 1367.9, √((2^31 − 2^28 − 125e6) / 4200) = 645.1
    const sides = { 'vgg19-lite': 1344, vgg19: 640 };
    expect(largestSides('webgl', { textureSide: 16384, memory })).toEqual(sides);
  },
);

it('fits it into half of what a larger computer has, and into 4 GiB at most', () => {
  // √((3 · 2^30 − 2^28 − 8e6) / 1000) = 1716.1, √((3 · 2^30 − 2^28 − 125e6) / 4200) = 820.2
  const six = largestSides('webgl', { textureSide: 16384, memory: 6 });
  expect(six).toEqual({ 'vgg19-lite': 1696, vgg19: 800 });
  // √((2^32 − 2^28 − 8e6) / 1000) = 2004.6, √((2^32 − 2^28 − 125e6) / 4200) = 963.8
  for (const memory of [8, 32]) {
    const sides = largestSides('webgl', { textureSide: 16384, memory });
    expect(sides).toEqual({ 'vgg19-lite': 1984, vgg19: 960 });
  }
});

it('is held down by small textures', () => {
  // √(4096² / 36) = 682.7, √(4096² / 144) = 341.3
  const sides = { 'vgg19-lite': 672, vgg19: 320 };
  expect(largestSides('webgl', { textureSide: 4096, memory: 8 })).toEqual(sides);
});

it('fits it into all that WASM can address where nothing else is in the way', () => {
  // √((2^32 − 8e6) / 1200) = 1890.1, √((2^32 − 115e6) / 5200) = 896.5
  const sides = { 'vgg19-lite': 1888, vgg19: 896 };
  expect(largestSides('wasm', { ...WITHOUT_TEXTURES, heap: WASM_HEAP_LIMIT })).toEqual(sides);
});

it('is by area', () => {
  // 1312 · √(4/3) = 1514.97 and 608 · √3 = 1053.1, down to multiples of 32.
  expect(largestFitting(1312, { width: 400, height: 300 })).toBe(1504);
  expect(largestFitting(608, { width: 100, height: 300 })).toBe(1024);
  expect(largestFitting(4000, { width: 400, height: 100 })).toBe(4096);
  expect(largestFitting(1000, { width: 100, height: 400 })).toBe(1984);
  expect(largestFitting(20, { width: 1, height: 1 })).toBe(64);
});

it('is less where the network lies in an arena of the kernels', async () => {
  expect(await useKernels(null)).not.toBeNull();
  // √((2^32 − 10e6) / 450) = 3085.8, √((2^32 − 250e6) / 1550) = 1615.4, down to multiples of 32.
  const sides = { 'vgg19-lite': 3072, vgg19: 1600 };
  expect(largestSides('wasm', { ...WITHOUT_TEXTURES, heap: WASM_HEAP_LIMIT })).toEqual(sides);
});

it('is in bytes what a run may count on', () => {
  expect(memoryFor('wasm', { memory: 32 })).toBe(2 ** 31);
  expect(memoryFor('wasm', { memory: null, heap: 1e9 })).toBe(1e9);
  expect(memoryFor('webgl', { memory: null })).toBe(2 ** 31 - 2 ** 28);
  expect(memoryFor('webgl', { memory: 32 })).toBe(2 ** 32 - 2 ** 28);
});
