import { describe, expect, it, vi } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { fakeUri } from '../../test/fake-uri.js';
import { presetDocument } from '../../test/preset-document.js';
import { keptPreset } from './kept-preset.js';
import { createPresetCache } from './preset-cache.js';

const FILE = fakeUri('/ws/own.pastiche.json');
const NOW = 1_700_000_000_000;

function createCache() {
  const files = createFakeFiles({ [FILE.path]: presetDocument('Own') });
  files.modified = NOW - 60_000;
  const cache = createPresetCache(files, () => NOW);
  const read = vi.fn(async () => {
    const document = new TextDecoder().decode(await files.read(FILE));
    return keptPreset({ id: 'own', origin: 'user' }, FILE, document);
  });
  const name = async () => (await cache.get(FILE, read)).name;
  const write = (text: string) => files.contents.set(FILE.path, new TextEncoder().encode(text));
  return { files, cache, read, name, write };
}

describe('the cache of presets', () => {
  it('reads a file once as long as it is as it was', async () => {
    const { name, read } = createCache();
    expect([await name(), await name(), await name()]).toEqual(['Own', 'Own', 'Own']);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads a file of another time anew, and one of another size', async () => {
    const { name, write, files } = createCache();
    await name();
    write(presetDocument('New'));
    files.modified += 10_000;
    expect(await name()).toBe('New');
    write(presetDocument('Longer'));
    expect(await name()).toBe('Longer');
  });

  it.each([
    ['changed a moment before it was read', NOW - 1000],
    ['has no time', 0],
  ])('trusts no file that %s', async (_, modified) => {
    const { name, write, files, read } = createCache();
    files.modified = modified;
    await name();
    write(presetDocument('New'));
    expect(await name()).toBe('New');
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('keeps nothing of a file that is damaged, gone, or no longer listed', async () => {
    const { name, write, read, cache, files } = createCache();
    const document = presetDocument('Own');
    write('{'.padEnd(document.length));
    await expect(name()).rejects.toThrow('must be JSON');
    write(document);
    expect(await name()).toBe('Own');
    cache.keepOnly([]);
    await name();
    expect(read).toHaveBeenCalledTimes(3);
    files.contents.delete(FILE.path);
    await expect(name()).rejects.toThrow('no longer there');
  });
});
