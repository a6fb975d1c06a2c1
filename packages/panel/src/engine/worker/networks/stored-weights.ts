import { browserCache, VGG19, type WeightCache } from '@pastiche/core/weights';

/** Which of the origin's caches holds the weights. */
const NAME = 'pastiche-weights';

/** The manifest and the 13 shards up to conv5_1, the deepest layer that a default run looks at. */
const NEEDED = Object.entries(VGG19.files).slice(0, 14);

/** The weights that the browser keeps between sessions. */
export interface StoredWeights {
  readonly cache: WeightCache;
  /** Bytes of VGG19 that are kept, and whether they are enough to paint. */
  state(): Promise<{ readonly complete: boolean; readonly bytes: number }>;
  remove(): Promise<void>;
}

/** @returns `null` where the browser keeps nothing: in frames without an origin, or without TLS */
export async function openStoredWeights(): Promise<StoredWeights | null> {
  try {
    await caches.open(NAME);
  } catch {
    return null;
  }
  return { cache: browserCache(NAME), state, remove };
}

async function state(): Promise<{ complete: boolean; bytes: number }> {
  const requests = await (await caches.open(NAME)).keys();
  const kept = new Set(requests.map(({ url }) => url.slice(url.lastIndexOf('/') + 1)));
  const bytes = Object.values(VGG19.files).reduce(
    (sum, file) => sum + (kept.has(file.sha256) ? file.bytes : 0),
    0,
  );
  return { complete: NEEDED.every(([, { sha256 }]) => kept.has(sha256)), bytes };
}

async function remove(): Promise<void> {
  await caches.delete(NAME);
}
