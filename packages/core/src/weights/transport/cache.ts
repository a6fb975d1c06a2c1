/**
 * The port of a store for downloaded files. Keys are SHA-256 in hexadecimal, so they are fit for
 * file names and a key never means other bytes. A store need not be reliable: what comes out is
 * verified again, and what it throws is only warned about.
 */
export interface WeightCache {
  /** The bytes kept under a key, or `undefined`. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes, whole or not at all. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Forgets a key, if it is known. */
  delete(key: string): Promise<void>;
}

/** A {@link WeightCache} that lasts as long as the program. */
export function memoryCache(): WeightCache {
  const kept = new Map<string, Uint8Array>();
  return {
    async get(key) {
      return kept.get(key);
    },
    async put(key, bytes) {
      kept.set(key, bytes);
    },
    async delete(key) {
      kept.delete(key);
    },
  };
}
