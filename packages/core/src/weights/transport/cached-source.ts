import { StyleTransferError } from '../../base/errors.js';
import { type Said, saidBy, sentence } from '../../base/sentence.js';
import { sha256 } from '../../base/sha256.js';
import type { WeightCache } from './cache.js';
import { checkFileBytes, type ReadOptions, type WeightSource } from './source.js';

/** What a file must be. */
export interface FileDigest {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface CachedSourceOptions {
  /** Hears in a sentence when the cache fails or is damaged; the weights are loaded all the same. */
  readonly onWarning?: ((said: Said) => void) | undefined;
}

/**
 * Wraps a source so that nothing unverified comes out of it or into the cache. Every file is read
 * whole and compared with its digest, from the source and from the cache alike; a damaged cached
 * file is deleted and fetched again. A file without a digest is refused.
 *
 * @param cache Where verified files are kept; `null` only verifies.
 * @param digests Size and SHA-256 by file name.
 * @throws StyleTransferError `checksum-mismatch` when the source sends other bytes than the pinned
 * ones, besides what the source throws.
 * @example
 * cachedSource(httpSource({ baseUrl: VGG19.baseUrl }), cache, VGG19.files);
 */
export function cachedSource(
  source: WeightSource,
  cache: WeightCache | null,
  digests: Readonly<Record<string, FileDigest>>,
  options: CachedSourceOptions = {},
): WeightSource {
  const store = cache && cautious(cache, options.onWarning);
  // Parts of a file are cut from the verified whole, which is kept until the next file or close().
  let latest: { readonly file: string; readonly bytes: Uint8Array } | null = null;

  async function readWhole(file: string, request: ReadOptions): Promise<Uint8Array> {
    const digest = Object.hasOwn(digests, file) ? digests[file] : undefined;
    if (digest === undefined) throw unlisted(file, source);
    const kept = await store?.get(file, digest);
    if (kept !== undefined) return kept;
    const { signal, onBytes } = request;
    const bytes = await source.read(file, { signal, onBytes, fileBytes: digest.bytes });
    const came = await sha256(bytes);
    if (came !== digest.sha256) throw mismatch(file, source, came, digest);
    await store?.put(file, digest, bytes);
    return bytes;
  }

  return {
    name: source.name,
    async read(file, request = {}) {
      const { start, end, onBytes } = request;
      const part = start !== undefined || end !== undefined;
      const held = latest?.file === file ? latest.bytes : null;
      const bytes = held ?? (await readWhole(file, part ? { signal: request.signal } : request));
      if (part) latest = { file, bytes };
      checkFileBytes(file, bytes.byteLength, request);
      const wanted = part ? bytes.subarray(start ?? 0, end) : bytes;
      onBytes?.(wanted.byteLength, wanted.byteLength);
      return wanted;
    },
    close() {
      latest = null;
      source.close?.();
    },
  };
}

/** A cache whose failures are warnings and whose bytes are verified. */
function cautious(cache: WeightCache, onWarning: ((said: Said) => void) | undefined) {
  async function orWarn<Result>(warn: (why: Said) => Said, work: () => Promise<Result>) {
    try {
      return await work();
    } catch (error) {
      onWarning?.(warn(saidBy(error)));
      return undefined;
    }
  }
  return {
    async get(file: string, digest: FileDigest): Promise<Uint8Array | undefined> {
      const bytes = await orWarn(
        (why) => sentence`The cache could not read ${file} (${why}); going on without it.`,
        () => cache.get(digest.sha256),
      );
      if (bytes === undefined || (await sha256(bytes)) === digest.sha256) return bytes;
      onWarning?.(sentence`The cached ${file} is damaged; it is deleted and fetched again.`);
      await orWarn(
        (why) => sentence`The cache could not delete ${file} (${why}); going on without it.`,
        () => cache.delete(digest.sha256),
      );
      return undefined;
    },
    async put(file: string, digest: FileDigest, bytes: Uint8Array): Promise<void> {
      await orWarn(
        (why) => sentence`The cache could not keep ${file} (${why}); going on without it.`,
        () => cache.put(digest.sha256, bytes),
      );
    },
  };
}

function unlisted(file: string, source: WeightSource): StyleTransferError {
  const message = sentence`${file} from ${source.name} has no known SHA-256, expected a file of the catalogue; it is not loaded unverified.`;
  return new StyleTransferError('checksum-mismatch', message);
}

function mismatch(
  file: string,
  source: WeightSource,
  came: string,
  digest: FileDigest,
): StyleTransferError {
  const message = sentence`${file} from ${source.name} has the SHA-256 ${came}, expected ${digest.sha256}; it was changed or damaged on the way and is not used, try again or use another source.`;
  return new StyleTransferError('checksum-mismatch', message);
}
