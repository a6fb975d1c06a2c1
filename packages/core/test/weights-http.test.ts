import { type LoopbackServer, loopbackServer } from '@pastiche/test-fixtures/loopback-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpSource } from '../src/weights/transport/http-source.js';
import type { RetryOptions } from '../src/weights/transport/retry.js';
import type { WeightSource } from '../src/weights/transport/source.js';

const BYTES = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);
const IDLE_MS = 1000;

let server: LoopbackServer;
let source: WeightSource;
let delays: number[];

beforeEach(async () => {
  server = await loopbackServer({ 'a.bin': BYTES });
  delays = [];
  source = sourceWith({});
});

afterEach(async () => {
  source.close?.();
  await server.close();
});

/** A source that writes its delays down instead of waiting. */
function sourceWith(retry: Partial<RetryOptions>): WeightSource {
  const sleep = async (ms: number) => void delays.push(ms);
  return httpSource({
    baseUrl: server.url,
    idleTimeoutMs: IDLE_MS,
    retry: { attempts: 3, baseDelayMs: 100, random: () => 1, sleep, ...retry },
  });
}

/** Compares as buffers: element by element takes the matcher a second. */
function expectBytes(bytes: Uint8Array, expected: Uint8Array): void {
  expect(bytes.length).toBe(expected.length);
  expect(Buffer.compare(bytes, expected)).toBe(0);
}

const ranges = () => server.requests.map(({ range }) => range);

test('a whole file comes in one request, with its progress', async () => {
  const loaded: number[] = [];
  let total: number | null = null;
  const bytes = await source.read('a.bin', {
    onBytes: (now, all) => {
      loaded.push(now);
      total = all;
    },
  });
  expectBytes(bytes, BYTES);
  expect(ranges()).toEqual([undefined]);
  expect(loaded.at(-1)).toBe(BYTES.length);
  expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
  expect(total).toBe(BYTES.length);
});

test('a part comes by Range', async () => {
  expectBytes(await source.read('a.bin', { start: 10, end: 20 }), BYTES.slice(10, 20));
  expectBytes(await source.read('a.bin', { start: 199_990 }), BYTES.slice(199_990));
  expect(ranges()).toEqual(['bytes=10-19', 'bytes=199990-']);
});

test('a server that ignores Range is read through once', async () => {
  const whole = { ignoreRange: true };
  server.script('a.bin', whole, whole, whole, whole);
  expectBytes(await source.read('a.bin', { start: 0, end: 8 }), BYTES.slice(0, 8));
  expectBytes(await source.read('a.bin', { start: 8, end: 1000 }), BYTES.slice(8, 1000));
  expectBytes(
    await source.read('a.bin', { start: 150_000, end: 150_100 }),
    BYTES.slice(150_000, 150_100),
  );
  expect(server.requests.length).toBe(1);
});

test('a redirect is followed', async () => {
  server.script('b.bin', { location: `${server.url}a.bin` });
  expect(await source.read('b.bin', { start: 5, end: 9 })).toEqual(BYTES.slice(5, 9));
  expect(ranges()).toEqual(['bytes=5-8', 'bytes=5-8']);
});

test.each([
  ['drops', { dropAfter: 70_000 }],
  ['stalls', { stallAfter: 70_000 }],
])('a connection that %s is taken up where it ended', async (_name, behaviour) => {
  server.script('a.bin', behaviour);
  expectBytes(await source.read('a.bin'), BYTES);
  expect(server.requests).toMatchObject([
    { range: undefined, ifRange: undefined },
    { ifRange: '"1"' },
  ]);
  const resumedAt = Number(/^bytes=(\d+)-$/.exec(ranges()[1] ?? '')?.[1]);
  expect(resumedAt).toBeGreaterThan(0);
  expect(resumedAt).toBeLessThanOrEqual(70_000);
  expect(delays).toEqual([100]);
});

test('a broken part is taken up within the part', async () => {
  server.script('a.bin', { dropAfter: 50_000 });
  expectBytes(
    await source.read('a.bin', { start: 1000, end: 150_000 }),
    BYTES.slice(1000, 150_000),
  );
  expect(ranges()[1]).toMatch(/^bytes=\d+-149999$/);
});

test('a weak ETag is not sent as If-Range, and a part of another version is refused', async () => {
  server.script('a.bin', { dropAfter: 70_000, headers: { ETag: 'W/"1"' } });
  await expect(source.read('a.bin')).rejects.toThrow(
    `a.bin changed at ${server.url}a.bin while it was being read; load it again.`,
  );
  expect(server.requests[1]?.ifRange).toBeUndefined();
});

test('a server that cannot resume makes it start over', async () => {
  server.script('a.bin', { dropAfter: 70_000 }, { ignoreRange: true });
  const loaded: number[] = [];
  const bytes = await source.read('a.bin', { onBytes: (now) => loaded.push(now) });
  expectBytes(bytes, BYTES);
  expect(loaded).toContain(0);
  expect(loaded.at(-1)).toBe(BYTES.length);
});

test('a file that changed in between is not put together from two versions', async () => {
  const newer = BYTES.map((byte) => byte ^ 255);
  const change = () => newer;
  const headers = { ETag: '"2"' };
  server.script('a.bin', { dropAfter: 70_000 }, { change, headers });
  expectBytes(await source.read('a.bin'), newer);
});

test('parts of two versions are refused', async () => {
  server.script('a.bin', {}, { headers: { ETag: '"2"' } });
  await source.read('a.bin', { start: 0, end: 8 });
  await expect(source.read('a.bin', { start: 8, end: 16 })).rejects.toMatchObject({
    code: 'weights-unavailable',
    message: `a.bin changed at ${server.url}a.bin while it was being read; load it again.`,
  });
});

test.each([408, 429, 500, 503])('the answer %i is tried again', async (status) => {
  server.script('a.bin', { status }, { status, headers: { 'Retry-After': '7' } });
  expectBytes(await source.read('a.bin'), BYTES);
  expect(delays).toEqual([100, 7000]);
});

test('it gives up after so many failures in a row', async () => {
  const status = 500;
  server.script('a.bin', { status }, { status }, { status }, { status });
  await expect(source.read('a.bin')).rejects.toMatchObject({
    code: 'weights-unavailable',
    message: `a.bin could not be read from ${server.url}a.bin in 3 attempts in a row: the server answered 500 Internal Server Error; check the connection and try again later.`,
  });
  expect(server.requests.length).toBe(3);
  expect(delays).toEqual([100, 200]);
});

test('a server that asks for too much patience is not waited for', async () => {
  server.script('a.bin', { status: 429, headers: { 'Retry-After': '3600' } });
  await expect(source.read('a.bin')).rejects.toThrow(
    'in 1 attempt: the server answered 429 Too Many Requests and asks to wait 3600 s; check the connection',
  );
  expect(server.requests.length).toBe(1);
});

test.each([
  [404, 'Not Found'],
  [403, 'Forbidden'],
])('the answer %i is final', async (status, statusText) => {
  server.script('a.bin', { status });
  await expect(source.read('a.bin')).rejects.toMatchObject({
    code: 'weights-unavailable',
    message: `a.bin could not be read: ${server.url}a.bin answered ${status} ${statusText}, expected 200 or 206; check the address.`,
  });
  expect(server.requests.length).toBe(1);
});

test('a connection that only ever stalls is given up', async () => {
  server.script('a.bin', ...Array.from({ length: 3 }, () => ({ stallAfter: 0 })));
  await expect(source.read('a.bin')).rejects.toThrow(
    `in 3 attempts in a row: nothing came for ${IDLE_MS} ms; check the connection and try again later.`,
  );
});

test('starting over again and again ends too', async () => {
  const behaviour = { dropAfter: 70_000, ignoreRange: true };
  server.script('a.bin', ...Array.from({ length: 20 }, () => behaviour));
  await expect(source.read('a.bin')).rejects.toMatchObject({ code: 'weights-unavailable' });
  // As long as each goes further than the ones before, it is progress; then 3 failures.
  expect(server.requests.length).toBeLessThanOrEqual(10);
});

test('a server that is not there is named', async () => {
  const gone = await loopbackServer({});
  await gone.close();
  const nowhere = httpSource({ baseUrl: gone.url, retry: { attempts: 1 } });
  await expect(nowhere.read('a.bin')).rejects.toThrow(
    /^a\.bin could not be read from http:\/\/127\.0\.0\.1:\d+\/a\.bin in 1 attempt: fetch failed: .*ECONNREFUSED.*; check the connection and try again later\.$/,
  );
});

test.each([
  ['another part than asked', { 'Content-Range': 'bytes 0-9/200000' }, 'bytes 0-9/200000'],
  ['a later part', { 'Content-Range': 'bytes 12-19/200000' }, 'bytes 12-19/200000'],
  ['an earlier beginning', { 'Content-Range': 'bytes 5-14/200000' }, 'bytes 5-14/200000'],
  ['more than asked', { 'Content-Range': 'bytes 10-50/200000' }, 'bytes 10-50/200000'],
  ['nonsense', { 'Content-Range': 'some bytes' }, 'some bytes'],
])('a server that lies about Range, sending %s, is refused', async (_name, headers, said) => {
  server.script('a.bin', { headers });
  await expect(source.read('a.bin', { start: 10, end: 20 })).rejects.toMatchObject({
    code: 'weights-unavailable',
    message: `${server.url}a.bin answered ${said} when asked for bytes 10 to 19 of a.bin; its server cannot be trusted with parts, use another address or a folder.`,
  });
});

test.each([
  ['shorter', (bytes: Uint8Array) => bytes.subarray(0, 1000), 'has 1000 bytes, expected 200000;'],
  [
    'longer',
    (bytes: Uint8Array) => Uint8Array.from([...bytes, 1]),
    'has 200001 bytes, expected 200000;',
  ],
])('a file that is %s than expected is refused before it is read', async (_n, change, sentence) => {
  server.script('a.bin', { change });
  const read = source.read('a.bin', {
    fileBytes: BYTES.length,
    onBytes: () => expect.fail('read'),
  });
  await expect(read).rejects.toMatchObject({ code: 'invalid-weights' });
  await expect(read).rejects.toThrow(`a.bin ${sentence} it is cut short or another file`);
});

test.each([
  ['shorter', (bytes: Uint8Array) => bytes.subarray(0, 1000), 'has 1000 bytes, expected 200000;'],
  [
    'longer',
    (bytes: Uint8Array) => Uint8Array.from([...bytes, 1]),
    'has 200001 bytes, expected 200000 and no more;',
  ],
])('a file of unannounced length that is %s is refused', async (_name, change, sentence) => {
  server.script('a.bin', { change, chunked: true });
  await expect(source.read('a.bin', { fileBytes: BYTES.length })).rejects.toThrow(
    `a.bin ${sentence} it is cut short or another file`,
  );
});

test('a part beyond the end is refused, with Range and without', async () => {
  const sentence = 'a.bin has 200000 bytes, expected at least 200020;';
  await expect(source.read('a.bin', { start: 200_010, end: 200_020 })).rejects.toThrow(sentence);
  await expect(source.read('a.bin', { start: 199_990, end: 200_020 })).rejects.toThrow(sentence);
  server.script('a.bin', { ignoreRange: true });
  await expect(source.read('a.bin', { start: 199_990, end: 200_020 })).rejects.toThrow(sentence);
  expect(delays).toEqual([]);
});

test.each([
  ['while it waits for bytes', { stallAfter: 1000 }, {}],
  ['while it waits to try again', { status: 503 }, { sleep: undefined }],
])('an abort %s ends the read at once', async (_name, behaviour, retry) => {
  const { sleep: _, ...rest } = { sleep: 0, ...retry };
  source = httpSource({ baseUrl: server.url, retry: { baseDelayMs: 60_000, ...rest } });
  server.script('a.bin', behaviour);
  const controller = new AbortController();
  const started = performance.now();
  const read = source.read('a.bin', { signal: controller.signal });
  setTimeout(() => controller.abort(), 100);
  await expect(read).rejects.toMatchObject({ code: 'aborted', message: 'The run was cancelled.' });
  expect(performance.now() - started).toBeLessThan(5000);
  expect(server.requests.length).toBe(1);
});
