import { describe, expect, it } from 'vitest';
import { clientStorage, entrySize, STORAGE_QUOTA, storedSize } from './client-storage.js';
import { checkEntrySize, checkNamespace } from './plugin-data-limits.js';

describe('storage', () => {
  it('weighs keys and values as JSON, and bytes at their number', () => {
    // 2 letters of the key, and "a": three letters of JSON.
    expect(entrySize('ke', 'a')).toBe(5);
    // é has two bytes; {"b":0} has seven, the bytes three.
    expect(entrySize('é', { b: new Uint8Array(3) })).toBe(2 + 7 + 3);
    expect(
      storedSize(
        new Map<string, unknown>([
          ['ke', 'a'],
          ['k', 1],
        ]),
      ),
    ).toBe(5 + 2);
  });

  it('takes what just fits, and keeps the old value when the new one does not', async () => {
    const entries = new Map<string, unknown>();
    const storage = clientStorage(entries);
    const fits = STORAGE_QUOTA - 'k'.length - '0'.length;
    await storage.setAsync('k', new Uint8Array(fits));
    await expect(storage.setAsync('k', new Uint8Array(fits + 1))).rejects.toThrow(
      `quota of 5 MB is exceeded: it would be ${STORAGE_QUOTA + 1} bytes`,
    );
    expect(((await storage.getAsync('k')) as Uint8Array).length).toBe(fits);
  });

  it('hands out copies', async () => {
    const storage = clientStorage(new Map());
    const value = { list: [1] };
    await storage.setAsync('k', value);
    value.list.push(2);
    expect(await storage.getAsync('k')).toEqual({ list: [1] });
  });

  it('limits plugin data to 100 kB an entry and namespaces to three letters or more', () => {
    checkEntrySize('space', 'k', 'x'.repeat(100_000 - 6));
    expect(() => checkEntrySize('space', 'k', 'x'.repeat(100_000 - 5))).toThrow(
      'it has 100001 bytes',
    );
    checkNamespace('pastiche');
    expect(() => checkNamespace('ab')).toThrow('at least 3 alphanumeric characters');
    expect(() => checkNamespace('a-b-c')).toThrow('"a-b-c"');
  });
});
