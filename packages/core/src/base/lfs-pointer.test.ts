import { expect, it } from 'vitest';
import { parsePreset } from '../preset/preset-file.js';
import { decodeStyleStatistics } from '../statistics/style-statistics-file.js';
import { parseTfjsManifest } from '../weights/formats/tfjs-manifest.js';
import { isLfsPointer } from './lfs-pointer.js';

const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
const pointer = new TextEncoder().encode(text);

it('knows a pointer by its first bytes', () => {
  expect(isLfsPointer(pointer)).toBe(true);
  expect(isLfsPointer(pointer.subarray(0, 8))).toBe(true);
  expect(isLfsPointer(pointer.subarray(0, 7))).toBe(false);
  expect(isLfsPointer(new TextEncoder().encode('version 2 of something'))).toBe(false);
});

it.each([
  ['statistics', () => decodeStyleStatistics(pointer), 'The style statistics file'],
  ['a manifest', () => parseTfjsManifest(pointer, 'model.json'), 'model.json'],
  ['a preset', () => parsePreset(text), 'The preset'],
])('names a pointer in the place of %s', (_, read, name) => {
  expect(read).toThrow(
    `${name} is only a pointer of Git LFS; run “git lfs pull” to bring the file itself.`,
  );
});
