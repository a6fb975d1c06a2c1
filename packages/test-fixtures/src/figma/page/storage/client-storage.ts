import type { ClientStorageAPI } from '@figma/plugin-typings/plugin-api-standalone';
import { apiObject } from '../interface/api-object.js';
import { checkString } from '../interface/checks.js';
import { whatIsNotPlain } from '../interface/plain-data.js';

/** What all entries of a plugin may weigh together, keys included. */
export const STORAGE_QUOTA = 5_000_000;

/** What a plugin keeps on this machine; stays from run to run. */
export type StoredEntries = Map<string, unknown>;

export function clientStorage(entries: StoredEntries): ClientStorageAPI {
  const api: ClientStorageAPI = {
    async getAsync(key) {
      return structuredClone(entries.get(checkString(key, 'key')));
    },
    async setAsync(key, value) {
      const reason = whatIsNotPlain(value, key);
      if (reason !== null) throw new Error(`in setAsync: Cannot unwrap ${reason}`);
      const others = new Map(entries);
      others.delete(checkString(key, 'key'));
      const size = storedSize(others) + entrySize(key, value);
      if (size > STORAGE_QUOTA) {
        throw new Error(
          `in setAsync: The plugin's storage quota of 5 MB is exceeded: it would be ${size} bytes`,
        );
      }
      entries.set(key, structuredClone(value));
    },
    async deleteAsync(key) {
      entries.delete(checkString(key, 'key'));
    },
    async keysAsync() {
      return [...entries.keys()];
    },
  };
  return apiObject('figma.clientStorage', api);
}

/** The weight of all entries in bytes. */
export function storedSize(entries: ReadonlyMap<string, unknown>): number {
  return [...entries].reduce((sum, [key, value]) => sum + entrySize(key, value), 0);
}

/** A key's and a value's weight: as JSON, with bytes at their own number. */
export function entrySize(key: string, value: unknown): number {
  let bytes = 0;
  const json = JSON.stringify(value, (_, each: unknown) => {
    if (!(each instanceof Uint8Array)) return each;
    bytes += each.byteLength;
    return 0;
  });
  return new TextEncoder().encode(key + (json ?? '')).length + bytes;
}
