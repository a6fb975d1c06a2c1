import {
  type LoopbackBehaviour,
  type LoopbackServer,
  loopbackServer,
} from '@pastiche/test-fixtures/loopback-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../src/base/sha256.js';
import { encodeSafetensors } from '../src/weights/formats/safetensors.js';
import { loadWeights } from '../src/weights/load-weights.js';
import { memoryCache, type WeightCache } from '../src/weights/transport/cache.js';
import { cachedSource, type FileDigest } from '../src/weights/transport/cached-source.js';
import { httpSource } from '../src/weights/transport/http-source.js';
import { memorySource, type WeightSource } from '../src/weights/transport/source.js';
import { kerasTensors, manifestFiles, TINY_LAYERS, torchvisionTensors } from './weights-fixture.js';

const FILES: Record<string, Uint8Array> = {
  ...manifestFiles({ tensors: kerasTensors('uint8'), shardBytes: 30 }),
  'x.safetensors': encodeSafetensors(torchvisionTensors('F32')),
};
const SHARD = 'group1-shard3of6.bin';

let server: LoopbackServer;
let http: WeightSource;
let cache: WeightCache;
let kept: Map<string, Uint8Array>;
let digests: Record<string, FileDigest>;

beforeEach(async () => {
  server = await loopbackServer(FILES);
  http = httpSource({
    baseUrl: server.url,
    idleTimeoutMs: 1000,
    retry: { attempts: 3, baseDelayMs: 1 },
  });
  kept = new Map();
  const { get, put, delete: remove } = memoryCache();
  cache = {
    get,
    delete: remove,
    async put(key, bytes) {
      kept.set(key, bytes);
      await put(key, bytes);
    },
  };
  digests = {};
  for (const [file, bytes] of Object.entries(FILES)) {
    digests[file] = { bytes: bytes.byteLength, sha256: await sha256(bytes) };
  }
});

afterEach(() => server.close());

const load = (source: WeightSource, file = 'model.json') =>
  loadWeights({ source, file, deepest: 'conv2_1', layers: TINY_LAYERS });

/** Whatever happened, what lies in the cache is right. */
async function expectCleanCache(files: number): Promise<void> {
  const known = Object.values(digests).map((digest) => digest.sha256);
  for (const [key, bytes] of kept) {
    expect(known).toContain(key);
    expect(await sha256(bytes)).toBe(key);
  }
  expect(kept.size).toBe(files);
}

test('loaded once over HTTP, then from the cache alone', async () => {
  const expected = await load(memorySource(FILES));
  expect(await load(cachedSource(http, cache, digests))).toEqual(expected);
  await expectCleanCache(7);
  const before = server.requests.length;
  expect(before).toBe(7);
  expect(await load(cachedSource(http, cache, digests))).toEqual(expected);
  expect(server.requests.length).toBe(before);
});

test.each<[string, LoopbackBehaviour]>([
  ['drops the connection half way', { dropAfter: 15 }],
  ['stalls', { stallAfter: 15 }],
  ['fails for a moment', { status: 500 }],
  ['has moved', { location: `/moved/${SHARD}` }],
])('a server that %s still gives the same weights', async (_name, behaviour) => {
  await server.close();
  server = await loopbackServer({ ...FILES, [`moved/${SHARD}`]: FILES[SHARD]! });
  http = httpSource({ baseUrl: server.url, idleTimeoutMs: 1000, retry: { baseDelayMs: 1 } });
  server.script(SHARD, behaviour);
  expect(await load(cachedSource(http, cache, digests))).toEqual(await load(memorySource(FILES)));
  await expectCleanCache(7);
});

test.each<[string, LoopbackBehaviour, string, string]>([
  [
    'cuts a file short',
    { change: (b) => b.subarray(0, 10) },
    'invalid-weights',
    'has 10 bytes, expected 30; it is cut short or another file, fetch it again.',
  ],
  [
    'sends too much',
    { change: (b) => Uint8Array.from([...b, 0]) },
    'invalid-weights',
    'has 31 bytes, expected 30;',
  ],
  [
    'serves a wrong byte',
    { change: (b) => b.map((v, i) => (i === 7 ? v ^ 1 : v)) },
    'checksum-mismatch',
    'it was changed or damaged on the way and is not used, try again or use another source.',
  ],
  [
    'has lost a file',
    { status: 404 },
    'weights-unavailable',
    'answered 404 Not Found, expected 200 or 206; check the address.',
  ],
])(
  'a server that %s is refused and leaves nothing unverified',
  async (_n, behaviour, code, end) => {
    server.script(SHARD, behaviour);
    const failed = load(cachedSource(http, cache, digests));
    await expect(failed).rejects.toMatchObject({ code });
    await expect(failed).rejects.toThrow(
      new RegExp(`^${SHARD.replaceAll('.', '\\.')} .*${end}$`.replace(';$', '')),
    );
    const bad = digests[SHARD]!.sha256;
    expect(kept.has(bad)).toBe(false);
    await expectCleanCache(kept.size);
    // The next load starts from what was verified and works.
    expect(await load(cachedSource(http, cache, digests))).toEqual(await load(memorySource(FILES)));
    await expectCleanCache(7);
  },
);

test('a damaged cached file is fetched again and replaced', async () => {
  await load(cachedSource(http, cache, digests));
  const { sha256: key } = digests[SHARD]!;
  await cache.put(key, Uint8Array.of(1, 2, 3));
  const before = server.requests.length;
  expect(await load(cachedSource(http, cache, digests))).toEqual(await load(memorySource(FILES)));
  expect(server.requests.slice(before).map(({ file }) => file)).toEqual([SHARD]);
  expect(await cache.get(key)).toEqual(FILES[SHARD]);
});

test('an aborted load stops and keeps only verified files', async () => {
  const controller = new AbortController();
  server.script(SHARD, { stallAfter: 10 });
  const source = cachedSource(http, cache, digests);
  const failed = loadWeights({
    ...{ source, deepest: 'conv2_1', layers: TINY_LAYERS, signal: controller.signal },
    onProgress: ({ file }) => file === SHARD && controller.abort(),
  });
  await expect(failed).rejects.toMatchObject({ code: 'aborted' });
  expect(kept.has(digests[SHARD]!.sha256)).toBe(false);
  await expectCleanCache(kept.size);
});

test('of a safetensors file only the needed ranges go over the wire', async () => {
  const weights = await load(http, 'x.safetensors');
  expect(weights).toEqual(await load(memorySource(FILES), 'x.safetensors'));
  const header = 8 + new DataView(FILES['x.safetensors']!.buffer).getUint32(0, true);
  const needed = 4 * (2 + 54 + 2 + 36 + 3 + 54);
  expect(server.requests.length).toBe(3);
  expect(server.requests.reduce((sum, { sent }) => sum + sent, 0)).toBe(header + needed);
});

test('a server without Range is read through once for a safetensors file', async () => {
  server.script('x.safetensors', ...Array.from({ length: 5 }, () => ({ ignoreRange: true })));
  const weights = await load(http, 'x.safetensors');
  expect(weights).toEqual(await load(memorySource(FILES), 'x.safetensors'));
  expect(server.requests.length).toBe(1);
});

test('a server without Range that drops the one pass is read again from its start', async () => {
  const whole = { ignoreRange: true };
  server.script('x.safetensors', { ...whole, dropAfter: 8200 }, whole, whole);
  const weights = await load(http, 'x.safetensors');
  expect(weights).toEqual(await load(memorySource(FILES), 'x.safetensors'));
  expect(server.requests.length).toBe(2);
});

test('a safetensors file that ends too early on the server is refused', async () => {
  server.script('x.safetensors', {}, {}, { change: (bytes) => bytes.subarray(0, 8200) });
  await expect(load(http, 'x.safetensors')).rejects.toThrow(
    /^x\.safetensors has 8200 bytes, expected at least \d+; it is cut short or another file, fetch it again\.$/,
  );
});
