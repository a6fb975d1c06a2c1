import { expect, it } from 'vitest';
import { largestSides } from './memory-limits.js';

it('fits what an iteration needs into what WASM can address', () => {
  // √((2^31 − 8e6) / 1200) = 1335.3, √((2^31 − 115e6) / 5200) = 625.2, down to multiples of 32.
  expect(largestSides('wasm', null)).toEqual({ 'vgg19-lite': 1312, vgg19: 608 });
  expect(largestSides('cpu', null)).toEqual(largestSides('wasm', null));
});

it('fits it into 2 GiB of a graphics card, less the textures that wait for reuse', () => {
  // √((2^31 − 2^28 − 8e6) / 1000) = 1367.9, √((2^31 − 2^28 − 125e6) / 4200) = 645.1
  expect(largestSides('webgl', 16384)).toEqual({ 'vgg19-lite': 1344, vgg19: 640 });
});

it('is held down by small textures', () => {
  // √(4096² / 36) = 682.7, √(4096² / 144) = 341.3
  expect(largestSides('webgl', 4096)).toEqual({ 'vgg19-lite': 672, vgg19: 320 });
});
