import { createHash } from 'node:crypto';
import type { CatalogueEntry } from '@pastiche/core/weights';
import { cacheFolder } from './cache-folder.js';
import { fileCache } from './file-cache.js';

/** How many files of a network are in the cache, whole and as they should be. */
export interface CacheState {
  readonly present: number;
  readonly of: number;
  /** One sentence for each file that is damaged. */
  readonly damaged: readonly string[];
}

/** Looks every file of a network up in the cache and verifies it. */
export async function inspectCache(entry: CatalogueEntry): Promise<CacheState> {
  const cache = fileCache(cacheFolder());
  const damaged: string[] = [];
  let present = 0;
  for (const [file, digest] of Object.entries(entry.files)) {
    const bytes = await cache.get(digest.sha256);
    if (bytes === undefined) continue;
    if (sha256(bytes) === digest.sha256) present += 1;
    else damaged.push(file);
  }
  return { present, of: Object.keys(entry.files).length, damaged };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
