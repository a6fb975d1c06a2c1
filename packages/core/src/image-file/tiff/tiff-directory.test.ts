import { readFile } from 'node:fs/promises';
import { casePath } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { countTiffPages, firstTiffPage, readTiffDirectory } from './tiff-directory.js';

/** Directories of one tag each, NewSubfileType, one after the other. */
function pagesOf(kinds: readonly number[], next: (page: number) => number): Buffer {
  const bytes = Buffer.alloc(8 + kinds.length * 18);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  kinds.forEach((kind, page) => {
    const at = 8 + page * 18;
    bytes.writeUInt16LE(1, at);
    bytes.writeUInt16LE(254, at + 2);
    bytes.writeUInt16LE(4, at + 4);
    bytes.writeUInt32LE(1, at + 6);
    bytes.writeUInt32LE(kind, at + 10);
    bytes.writeUInt32LE(next(page), at + 14);
  });
  return bytes;
}

const inOrder = (count: number) => (page: number) => (page + 1 < count ? 8 + (page + 1) * 18 : 0);

describe('firstTiffPage', () => {
  it('passes over previews and masks', () => {
    expect(firstTiffPage(pagesOf([1, 4, 0, 0], inOrder(4)))?.page).toBe(2);
    // Bit 1 only says that it is one of several pages.
    expect(firstTiffPage(pagesOf([2, 2], inOrder(2)))?.page).toBe(0);
  });

  it('is the first where there is no other, also in a ring', () => {
    expect(firstTiffPage(pagesOf([1, 1], inOrder(2)))?.page).toBe(0);
    expect(firstTiffPage(pagesOf([1, 1], () => 8))?.page).toBe(0);
    expect(firstTiffPage(pagesOf([1], () => 4_000_000_000))?.page).toBe(0);
  });

  it('case 05: a preview before the picture', async () => {
    const found = firstTiffPage(await readFile(casePath('05-tiff-preview-first/thumbfirst.tif')));
    expect([found?.page, found?.directory.number(256, 0)]).toEqual([1, 96]);
  });

  it('is the first of the pages that are counted', () => {
    const late = pagesOf([...Array.from({ length: 150 }, () => 1), 0, 2], inOrder(152));
    expect([firstTiffPage(late)?.page, countTiffPages(late)]).toEqual([150, 2]);
    // Back to the second: a ring that does not come to its beginning.
    const ring = pagesOf([1, 0, 0], (page) => (page === 2 ? 8 + 18 : 8 + (page + 1) * 18));
    expect([firstTiffPage(ring)?.page, countTiffPages(ring)]).toEqual([1, 2]);
    expect(countTiffPages(pagesOf([1, 4], inOrder(2)))).toBe(0);
  });

  it('is null where there is none', () => {
    expect(firstTiffPage(Buffer.from('II*\0\0\0\0\xff', 'latin1'))).toBeNull();
    expect(readTiffDirectory(new Uint8Array(3))).toBeNull();
  });
});
