import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderSource } from './folder-source.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  await writeFile(join(folder, 'weights.bin'), Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]));
});

afterEach(() => rm(folder, { recursive: true }));

describe('folderSource', () => {
  it('reads a whole file and a part of one', async () => {
    const source = folderSource(folder);
    expect([...(await source.read('weights.bin'))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect([...(await source.read('weights.bin', { start: 2, end: 5 }))]).toEqual([2, 3, 4]);
  });

  it('reports the bytes of the part', async () => {
    const told: [number, number | null][] = [];
    const onBytes = (loaded: number, total: number | null) => told.push([loaded, total]);
    await folderSource(folder).read('weights.bin', { start: 4, onBytes });
    expect(told).toEqual([[4, 4]]);
  });

  it('names a file that is missing', async () => {
    await expect(folderSource(folder).read('none.bin')).rejects.toMatchObject({
      code: 'weights-unavailable',
      message: `${join(folder, 'none.bin')} cannot be found; check the name.`,
    });
  });

  it('refuses a file that is too short or of another size', async () => {
    const path = join(folder, 'weights.bin');
    await expect(folderSource(folder).read('weights.bin', { end: 9 })).rejects.toMatchObject({
      code: 'invalid-weights',
      message: `${path} has 8 bytes, expected at least 9; it is cut short or another file, fetch it again.`,
    });
    await expect(folderSource(folder).read('weights.bin', { fileBytes: 7 })).rejects.toThrow(
      `${path} has 8 bytes, expected 7;`,
    );
  });

  it('stops when cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(folderSource(folder).read('weights.bin', { signal })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
