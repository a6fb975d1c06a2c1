import { expect, test } from 'vitest';
import { decodeValues } from './tensor-values.js';

test('quantized numbers are q·scale + min in double precision', () => {
  // 0·0.1 − 1, 128·0.1 − 1, 255·0.1 − 1, computed as doubles
  expect([...decodeValues(Uint8Array.of(0, 128, 255), 'uint8', { scale: 0.1, min: -1 })]).toEqual([
    -1,
    128 * 0.1 - 1,
    255 * 0.1 - 1,
  ]);
  const two = Uint8Array.of(0x01, 0x00, 0xff, 0xff); // 1, 65535 little-endian
  expect([...decodeValues(two, 'uint16', { scale: 2, min: 0.5 })]).toEqual([2.5, 131070.5]);
});

test('floats of every width are read at any alignment', () => {
  const bytes = Uint8Array.of(9, 0x00, 0x00, 0xc0, 0x3f).subarray(1); // 0x3fc00000 = 1.5
  expect([...decodeValues(bytes, 'float32')]).toEqual([1.5]);
  expect([...decodeValues(bytes, 'float16')]).toEqual([0, 1.9375]); // 0x3fc0 = 1 + 960/1024
  expect([...decodeValues(bytes, 'bfloat16')]).toEqual([0, 1.5]);
});
