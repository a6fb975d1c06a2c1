import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileCache } from './file-cache.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('fileCache', () => {
  it('gives back what it was given, from a folder that it makes', async () => {
    const cache = fileCache(join(folder, 'a', 'b'));
    expect(await cache.get('key')).toBeUndefined();
    await cache.put('key', Uint8Array.from([1, 2]));
    expect([...((await cache.get('key')) ?? [])]).toEqual([1, 2]);
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['key']);
  });

  it('replaces and forgets', async () => {
    const cache = fileCache(folder);
    await cache.put('key', Uint8Array.from([1]));
    await cache.put('key', Uint8Array.from([2]));
    expect([...((await cache.get('key')) ?? [])]).toEqual([2]);
    await cache.delete('key');
    await cache.delete('key');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says when its folder is a file, and writes nothing', async () => {
    await writeFile(join(folder, 'file'), 'x');
    const cache = fileCache(join(folder, 'file'));
    expect(await cache.get('key')).toBeUndefined();
    await expect(cache.put('key', Uint8Array.from([1]))).rejects.toThrow(
      `A part of the path of ${join(folder, 'file', 'key')} is a file, not a folder; choose another place.`,
    );
    expect(await readdir(folder)).toEqual(['file']);
  });
});
