import { createHash } from 'node:crypto';
import type { CatalogueEntry } from '@pastiche/panel/core';
import { describe, expect, it, vi } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeLog } from '../../test/fake-ui.js';
import { fakeUri } from '../../test/fake-uri.js';
import { createWeightsStore } from './weights-store.js';

const FILES: Record<string, Uint8Array> = {
  'model.json': new TextEncoder().encode('{}'),
  'shard1.bin': new Uint8Array(10).fill(7),
};
const digest = (bytes: Uint8Array) => ({
  bytes: bytes.byteLength,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const entry: CatalogueEntry = {
  id: 'tiny',
  title: '',
  baseUrl: 'https://weights.test/',
  file: 'model.json',
  files: Object.fromEntries(Object.entries(FILES).map(([name, bytes]) => [name, digest(bytes)])),
  licence: '',
  origin: '',
};

interface Server {
  readonly asked: string[];
  readonly answer: (name: string, signal: AbortSignal | null | undefined) => Promise<Response>;
}

const good: Server['answer'] = async (name) => {
  const bytes = FILES[name];
  return bytes === undefined
    ? new Response('', { status: 404 })
    : new Response(bytes as Uint8Array<ArrayBuffer>);
};

function createStore(setting = '', answer = good, given: Record<string, Uint8Array> = {}) {
  const files = createFakeFiles(given);
  const { log, lines } = createFakeLog();
  const asked: string[] = [];
  const store = createWeightsStore({
    files,
    log,
    folder: fakeUri('/global/vgg19'),
    sourceSetting: () => setting,
    fileAt: (path) => fakeUri(path),
    entry,
    fetch: (url, { signal }) => {
      asked.push(url);
      return answer(url.slice(url.lastIndexOf('/') + 1), signal);
    },
  });
  const bring = (signal = new AbortController().signal) => {
    const progress: [number, number][] = [];
    const done = store.bring((loaded, total) => progress.push([loaded, total]), signal);
    return { done, progress };
  };
  return { files, store, bring, asked, lines };
}

describe('the weights', () => {
  it('are downloaded once, verified and kept', async () => {
    const { store, bring, files, asked } = createStore();
    expect(await store.state()).toEqual({ here: false, bytes: 0, inFolder: false });

    const first = bring();
    await first.done;
    expect(first.progress[0]).toEqual([0, 12]);
    expect(first.progress.at(-1)).toEqual([12, 12]);
    expect(await store.state()).toEqual({ here: true, bytes: 12, inFolder: false });
    expect(files.contents.get('/global/vgg19/shard1.bin')).toEqual(FILES['shard1.bin']);

    await bring().done;
    expect(asked).toEqual(['https://weights.test/model.json', 'https://weights.test/shard1.bin']);
  });

  it('go on where a download ended, and replace a file of the wrong size', async () => {
    const { bring, asked } = createStore('', good, {
      '/global/vgg19/model.json': FILES['model.json'],
      '/global/vgg19/shard1.bin': new Uint8Array(3),
    });
    await bring().done;
    expect(asked).toEqual(['https://weights.test/shard1.bin']);
  });

  it('are refused when they are not the ones that are known', async () => {
    const forged: Server['answer'] = async (name) =>
      new Response(new Uint8Array(entry.files[name].bytes));
    const { bring, files } = createStore('', forged);

    await expect(bring().done).rejects.toMatchObject({ code: 'checksum-mismatch' });
    expect(files.contents.size).toBe(0);
  });

  it('say so when they are not there', async () => {
    const missing: Server['answer'] = async () => new Response('', { status: 404 });
    const { bring, store } = createStore('', missing);

    await expect(bring().done).rejects.toMatchObject({ code: 'weights-unavailable' });
    expect(await store.state()).toEqual({ here: false, bytes: 0, inFolder: false });
  });

  it('come from a mirror that the setting names', async () => {
    const { bring, store, asked } = createStore('https://mirror.test/vgg');
    await bring().done;
    expect((await store.state()).inFolder).toBe(false);
    expect(asked[0]).toBe('https://mirror.test/vgg/model.json');
  });

  it.each(['/disk/vgg', '/disk/vgg/model.json'])(
    'come from the folder of the setting %s, without the network',
    async (setting) => {
      const { bring, store, asked } = createStore(setting, good, {
        '/disk/vgg/model.json': FILES['model.json'],
        '/disk/vgg/shard1.bin': FILES['shard1.bin'],
      });
      await bring().done;
      expect(asked).toEqual([]);
      expect(await store.state()).toMatchObject({ here: true, inFolder: true });
    },
  );

  it('name the setting when its folder does not hold them', async () => {
    const { bring } = createStore('/disk/nowhere');
    await expect(bring().done).rejects.toThrow(
      'The folder in the setting pastiche.weights.source should hold model.json, but it cannot be read; correct the setting.',
    );
  });

  it('are shared by all who wait, and given up only when all of them give up', async () => {
    let release = () => {};
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    let ended: AbortSignal | null | undefined;
    const slow: Server['answer'] = async (name, signal) => {
      ended = signal;
      await open;
      return good(name, signal);
    };
    const { bring, asked } = createStore('', slow);
    const impatient = new AbortController();
    const [first, second] = [bring(impatient.signal), bring()];
    await vi.waitFor(() => expect(ended).toBeDefined());
    impatient.abort();

    await expect(first.done).rejects.toMatchObject({ code: 'aborted' });
    expect(ended?.aborted).toBe(false);
    release();
    await second.done;
    expect(asked).toHaveLength(2);
  });

  it('leave no half file when they are given up', async () => {
    const never: Server['answer'] = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    const { bring, files } = createStore('', never);
    const giveUp = new AbortController();
    const { done } = bring(giveUp.signal);
    setTimeout(() => giveUp.abort(), 10);

    await expect(done).rejects.toMatchObject({ code: 'aborted' });
    expect(files.contents.size).toBe(0);
  });

  it('can be removed, also when there are none', async () => {
    const { store, bring, files } = createStore();
    await bring().done;
    await store.remove();
    await store.remove();
    expect(files.contents.size).toBe(0);
  });
});
