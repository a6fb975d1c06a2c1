import type { Engine, RunEvent, RunRequest } from '@pastiche/panel';
import { describe, expect, it, vi } from 'vitest';
import { engineWithKeptWeights } from './engine-with-kept-weights.js';
import type { KeptWeights } from './kept-weights.js';

type Network = RunRequest['network'];

const SCALE = { index: 0, of: 1, width: 8, height: 8 };

function create({
  here = false,
  inFolder = false,
  bring = async () => {},
}: {
  here?: boolean;
  inFolder?: boolean;
  bring?: KeptWeights['bring'];
} = {}) {
  const order: string[] = [];
  const steered: string[] = [];
  const weights: KeptWeights = {
    state: async () => ({ here, bytes: here ? 20 : 0, inFolder }),
    bring: async (onProgress, signal) => {
      order.push('bring');
      onProgress(1, 2);
      await bring(onProgress, signal);
    },
    remove: vi.fn(async () => {}),
  };
  const note = (what: string) => () => {
    steered.push(what);
  };
  const engine = {
    run: (_: RunRequest, listener: (event: RunEvent) => void) => {
      order.push('run');
      listener({ kind: 'loading', network: 'vgg19', loaded: 3, total: 4 });
      listener({ kind: 'preparing', scale: SCALE, grey: false });
      return {
        set: note('set'),
        pause: note('pause'),
        resume: note('resume'),
        stop: note('stop'),
        cancel: note('cancel'),
        result: Promise.resolve('painted'),
      };
    },
    loadVgg19: (listener: Parameters<Engine['loadVgg19']>[0]) => {
      order.push('load');
      listener(5, 6);
      listener(7, 8, 'unpacking');
      return { done: Promise.resolve(), cancel: note('cancel load') };
    },
    vgg19State: async () => ({ here: false, storedBytes: 0, kept: false }),
    removeStoredWeights: vi.fn(),
  } as unknown as Engine;
  const wrapped = engineWithKeptWeights(engine, weights);
  const events: RunEvent[] = [];
  const run = (network: Network) =>
    wrapped.run({ network } as RunRequest, (event) => events.push(event));
  return { wrapped, run, order, steered, events, weights };
}

describe('an engine whose weights are kept elsewhere', () => {
  it.each<[Network, boolean, string[]]>([
    ['vgg19-lite', true, ['run']],
    ['vgg19', false, ['bring', 'run']],
    ['vgg19', true, ['bring', 'run']],
    ['auto', false, ['run']],
    ['auto', true, ['load', 'run']],
  ])('for the network %s, weights here: %s, does %j', async (network, here, expected) => {
    const { run, order } = create({ here });
    expect(await run(network).result).toBe('painted');
    expect(order).toEqual(expected);
  });

  it.each([
    [false, 'downloading'],
    [true, 'copying'],
  ])(
    'tells each phase as part of the run, where the files lie in a folder: %s',
    async (inFolder, phase) => {
      const { run, events } = create({ inFolder });
      await run('vgg19').result;
      expect(events).toEqual([
        { kind: 'loading', network: 'vgg19', loaded: 1, total: 2, phase },
        // A download in the engine's eyes.
        { kind: 'loading', network: 'vgg19', loaded: 3, total: 4, phase: 'verifying' },
        { kind: 'preparing', scale: SCALE, grey: false },
      ]);
    },
  );

  it('tells what is done with the files that are kept before an automatic run', async () => {
    const { run, events } = create({ here: true });
    await run('auto').result;
    expect(events.slice(0, 2)).toMatchObject([
      { kind: 'loading', loaded: 5, total: 6, phase: 'verifying' },
      { kind: 'loading', loaded: 7, total: 8, phase: 'unpacking' },
    ]);
  });

  it('hands on what was asked of the run before it began', async () => {
    const { run, steered } = create();
    const mine = run('vgg19');
    mine.pause();
    mine.set({ strength: 1 });
    await mine.result;
    mine.resume();
    expect(steered).toEqual(['pause', 'set', 'resume']);
  });

  it('gives up the download with the run, and paints nothing', async () => {
    const { run, order } = create({
      bring: (_, signal) =>
        new Promise((_resolve, reject) => {
          const fail = () => reject(Object.assign(new Error('Cancelled.'), { code: 'aborted' }));
          if (signal.aborted) fail();
          signal.addEventListener('abort', fail);
        }),
    });
    const mine = run('vgg19');
    mine.cancel();
    await expect(mine.result).rejects.toMatchObject({ code: 'aborted' });
    expect(order).toEqual(['bring']);
  });

  it('downloads without painting', async () => {
    const { wrapped, order } = create();
    const heard: unknown[] = [];
    await wrapped.loadVgg19((...progress) => heard.push(progress)).done;
    expect(heard).toEqual([
      [1, 2, 'downloading'],
      [5, 6, 'verifying'],
      [7, 8, 'unpacking'],
    ]);
    expect(order).toEqual(['bring', 'load']);
  });

  it('says what the extension keeps, and removes that', async () => {
    const { wrapped, weights } = create({ here: true });
    expect(await wrapped.vgg19State()).toEqual({
      here: true,
      storedBytes: 20,
      kept: true,
      inFolder: false,
    });
    await wrapped.removeStoredWeights();
    expect(weights.remove).toHaveBeenCalledTimes(1);
  });
});
