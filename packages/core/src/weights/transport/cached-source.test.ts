import { expect, type Mock, test, vi } from 'vitest';
import { inEnglish, type Said } from '../../base/sentence.js';
import { sha256 } from '../../base/sha256.js';
import { browserCache } from './browser-cache.js';
import { memoryCache, type WeightCache } from './cache.js';
import { cachedSource } from './cached-source.js';
import { memorySource } from './source.js';

const BYTES = new TextEncoder().encode('abc');
/** SHA-256 of "abc": FIPS 180-2, appendix B.1. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const DIGESTS = { 'a.bin': { bytes: 3, sha256: ABC } };

function counted(bytes: Uint8Array) {
  const inner = memorySource({ 'a.bin': bytes, 'b.bin': bytes }, 'the folder');
  const read = vi.fn(inner.read);
  return { name: inner.name, read };
}

const warnings = (onWarning: Mock<(said: Said) => void>) =>
  onWarning.mock.calls.map(([said]) => inEnglish(said));

test('SHA-256 is the standard one', async () => {
  expect(await sha256(BYTES)).toBe(ABC);
});

test('a verified file is kept and then read from the cache', async () => {
  const source = counted(BYTES);
  const cache = memoryCache();
  const cached = cachedSource(source, cache, DIGESTS);
  const onBytes = vi.fn();
  expect(await cached.read('a.bin')).toEqual(BYTES);
  expect(await cache.get(ABC)).toEqual(BYTES);
  expect(await cached.read('a.bin', { onBytes })).toEqual(BYTES);
  expect(source.read).toHaveBeenCalledTimes(1);
  expect(onBytes).toHaveBeenLastCalledWith(3, 3);
});

test('wrong bytes are refused and not kept', async () => {
  const cache = memoryCache();
  const cached = cachedSource(counted(Uint8Array.of(97, 98, 100)), cache, DIGESTS);
  const came = 'a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9'; // of "abd"
  await expect(cached.read('a.bin')).rejects.toMatchObject({
    code: 'checksum-mismatch',
    message: `a.bin from the folder has the SHA-256 ${came}, expected ${ABC}; it was changed or damaged on the way and is not used, try again or use another source.`,
  });
  expect(await cache.get(ABC)).toBeUndefined();
});

test('a file of another size is refused before it is hashed', async () => {
  const cached = cachedSource(counted(Uint8Array.of(97)), null, DIGESTS);
  await expect(cached.read('a.bin')).rejects.toMatchObject({
    code: 'invalid-weights',
    message: 'a.bin has 1 bytes, expected 3; it is cut short or another file, fetch it again.',
  });
});

test('a file without a digest is refused', async () => {
  const cached = cachedSource(counted(BYTES), memoryCache(), DIGESTS);
  await expect(cached.read('b.bin')).rejects.toThrow(
    'b.bin from the folder has no known SHA-256, expected a file of the catalogue; it is not loaded unverified.',
  );
});

test('a damaged cached file is deleted and fetched again', async () => {
  const cache = memoryCache();
  await cache.put(ABC, Uint8Array.of(1, 2, 3));
  const onWarning = vi.fn<(said: Said) => void>();
  const source = counted(BYTES);
  expect(await cachedSource(source, cache, DIGESTS, { onWarning }).read('a.bin')).toEqual(BYTES);
  expect(source.read).toHaveBeenCalledTimes(1);
  expect(warnings(onWarning)).toEqual([
    'The cached a.bin is damaged; it is deleted and fetched again.',
  ]);
  expect(await cache.get(ABC)).toEqual(BYTES);
});

test('a damaged cached file is gone even when it cannot be fetched again', async () => {
  const cache = memoryCache();
  await cache.put(ABC, Uint8Array.of(1, 2, 3));
  const cached = cachedSource(memorySource({}, 'nowhere'), cache, DIGESTS);
  await expect(cached.read('a.bin')).rejects.toThrow('a.bin is not in nowhere');
  expect(await cache.get(ABC)).toBeUndefined();
});

test('a cache that fails only warns', async () => {
  const fail = async () => {
    throw new Error('disc full');
  };
  const broken: WeightCache = { get: fail, put: fail, delete: fail };
  const onWarning = vi.fn<(said: Said) => void>();
  const cached = cachedSource(counted(BYTES), broken, DIGESTS, { onWarning });
  expect(await cached.read('a.bin')).toEqual(BYTES);
  expect(warnings(onWarning)).toEqual([
    'The cache could not read a.bin (disc full); going on without it.',
    'The cache could not keep a.bin (disc full); going on without it.',
  ]);
});

test('parts are cut from the verified whole, which is read once', async () => {
  const source = counted(BYTES);
  const cached = cachedSource(source, null, DIGESTS);
  expect(await cached.read('a.bin', { start: 1, end: 2 })).toEqual(Uint8Array.of(98));
  expect(await cached.read('a.bin', { start: 2 })).toEqual(Uint8Array.of(99));
  expect(source.read).toHaveBeenCalledTimes(1);
  await expect(cached.read('a.bin', { start: 1, end: 4 })).rejects.toThrow(
    'a.bin has 3 bytes, expected at least 4;',
  );
});

test('the browser cache keeps, gives back and deletes', async () => {
  const kept = new Map<string, Response>();
  const store = {
    match: async (url: string) => kept.get(url)?.clone(),
    put: async (url: string, response: Response) => void kept.set(url, response),
    delete: async (url: string) => kept.delete(url),
  };
  const open = vi.fn(async () => store as unknown as Cache);
  const cache = browserCache('mine', { open });
  expect(await cache.get(ABC)).toBeUndefined();
  await cache.put(ABC, BYTES);
  expect(await cache.get(ABC)).toEqual(BYTES);
  await cache.delete(ABC);
  expect(await cache.get(ABC)).toBeUndefined();
  expect(open).toHaveBeenCalledWith('mine');
});
