import type { WeightCache } from './cache.js';

/** Cached responses need an address; this one is never asked for. */
const ADDRESS = 'https://weights.invalid/sha256/';

/**
 * A {@link WeightCache} in the browser's Cache API, for pages and workers of a secure origin.
 *
 * @param name Which of the origin's caches to use.
 * @param storage Default: the global `caches`.
 */
export function browserCache(
  name = 'pastiche-weights',
  storage: Pick<CacheStorage, 'open'> = caches,
): WeightCache {
  return {
    async get(key) {
      const response = await (await storage.open(name)).match(ADDRESS + key);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    async put(key, bytes) {
      const response = new Response(bytes as Uint8Array<ArrayBuffer>);
      await (await storage.open(name)).put(ADDRESS + key, response);
    },
    async delete(key) {
      await (await storage.open(name)).delete(ADDRESS + key);
    },
  };
}
