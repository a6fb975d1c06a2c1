import { afterEach, expect, it, vi } from 'vitest';
import { sha256 } from './sha256.js';
import { sha256InScript } from './sha256-in-script.js';

const LENGTHS = [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 100_003];

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

afterEach(() => {
  vi.unstubAllGlobals();
});

it('is that of FIPS 180-4’s example', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(hexOf(sha256InScript(new TextEncoder().encode('abc')))).toBe(expected);
});

it.each(LENGTHS)('is the platform’s for %i bytes, also of a view on a larger buffer', async (n) => {
  const bytes = Uint8Array.from({ length: n + 3 }, (_, index) => (index * 131) % 251).subarray(3);
  expect(hexOf(sha256InScript(bytes))).toBe(await sha256(bytes));
});

it('is computed where the platform offers none', async () => {
  const bytes = new TextEncoder().encode('vgg19');
  const expected = await sha256(bytes);
  vi.stubGlobal('crypto', undefined);
  expect(await sha256(bytes)).toBe(expected);
});
