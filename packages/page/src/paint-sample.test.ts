import { inEnglish } from '@pastiche/panel/core';
import type { HostPicture } from '@pastiche/panel/host';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  settle,
  startTestPanel,
  type TestPanelOptions,
} from '../../panel/test/start-test-panel.js';
import { paintSample } from './paint-sample.js';
import { type PageSample, SAMPLES } from './samples.js';

const CAT: PageSample = {
  label: 'A cat in watercolour',
  name: 'cat',
  picture: 'samples/cat.png',
  style: 'watercolour',
};

const fetched = vi.fn<(address: string) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset().mockImplementation(async () => new Response(new Uint8Array([9, 8, 7])));
  vi.stubGlobal('fetch', fetched);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function startPage(options: Pick<TestPanelOptions, 'beforeStart'> = {}) {
  let next: () => Promise<HostPicture | null> = async () => null;
  const panel = await startTestPanel({
    ...options,
    host: { content: null },
    prepare: (host) => {
      host.readContent = async ({ pick }) => (pick ? next() : null);
    },
  });
  const pickNext = (read: () => Promise<HostPicture>) => {
    next = read;
  };
  return { ...panel, pickNext };
}

test('a sample is the content, and painted in its style with the style’s look', async () => {
  const { model, pickNext } = await startPage();
  await paintSample(model, { pickNext }, CAT);
  await settle();
  expect(fetched).toHaveBeenCalledWith('samples/cat.png');
  expect(model.content.value).toMatchObject({ kind: 'ready', name: 'cat' });
  expect(model.styles.value.map(({ item }) => item.id)).toEqual(['built-in:watercolour']);
  expect(model.settings.value.parameters.strength).toBe(0.6);
  expect(model.job.value.kind).not.toBe('idle');
});

test('nothing is painted when the person has taken another picture meanwhile', async () => {
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const { model, pickNext } = await startPage({ beforeStart: () => started });
  const painting = paintSample(model, { pickNext }, CAT);
  await settle();
  expect(model.content.value).toMatchObject({ kind: 'loading', name: 'cat' });
  const mine = model.setContent('mine', new Uint8Array([1]));
  start();
  await Promise.all([mine, painting]);
  await settle();
  expect(model.content.value).toMatchObject({ kind: 'ready', name: 'mine' });
  expect(model.styles.value).toEqual([]);
  expect(model.job.value.kind).toBe('idle');
});

test.each([
  [async () => new Response(null, { status: 404 }), 'the server answered 404; reload the page.'],
  [async () => Promise.reject(new TypeError('Failed to fetch')), 'try again when you are online.'],
])('a sample that cannot be read is told of, and nothing is painted', async (server, words) => {
  const { model, pickNext } = await startPage();
  fetched.mockImplementation(server);
  await paintSample(model, { pickNext }, CAT);
  expect(model.notice.value?.message).toContain(words);
  expect(model.content.value.kind).toBe('none');
  expect(model.job.value.kind).toBe('idle');
});

test('every sample has a style of the shelf', async () => {
  const { model } = await startPage();
  const shelf = model.shelf.value.map(({ id }) => id);
  for (const { label, style } of SAMPLES) {
    expect(shelf, inEnglish(label)).toContain(`built-in:${style}`);
  }
});
