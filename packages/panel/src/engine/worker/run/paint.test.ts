import { type StyleStep, StyleTransferError, type StylizeRequest } from '@pastiche/core';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Computer } from './computer.js';
import { createNetworkSpeeds } from './network-speeds.js';
import { paint } from './paint.js';
import type { RunEvents } from './run-events.js';
import type { SideWork } from './side-work.js';

const { stylize } = vi.hoisted(() => ({
  stylize: vi.fn<(request: StylizeRequest) => AsyncGenerator<StyleStep, void>>(),
}));
vi.mock('@pastiche/core', async (original) => ({ ...(await original<object>()), stylize }));

beforeEach(() => void stylize.mockReset());

const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const whole = { phase: 'done', stoppedEarly: false, losses: null, picture } as const;
const failure = new StyleTransferError('out-of-memory', 'It is full; choose a smaller size.');
const broken = { ...whole, stoppedEarly: true, failure, reached: picture } as const;

/** A painting whose runs end so, one after the other, on a computer that loses its context as often. */
function painting(ends: readonly StyleStep[], losses: number) {
  for (const end of ends) {
    stylize.mockImplementationOnce(async function* () {
      yield end;
    });
  }
  let left = losses;
  const told: unknown[] = [];
  const computer: Computer = {
    choice: { name: 'webgl', reason: '', said: '', kernels: null },
    get lost() {
      return left > 0;
    },
    noteIteration: () => undefined,
    recover: async () => {
      left -= 1;
      return 'webgl';
    },
  };
  const events: RunEvents = {
    step: () => undefined,
    tell: (event) => void told.push(event.kind === 'preparing' ? event : event.kind),
    end: () => undefined,
  };
  const lastCheckpoint = Uint8Array.of(1, 2, 3);
  const sideWork: SideWork = { after: async () => undefined, lastCheckpoint };
  const request = {
    weights: { id: 'tiny', inputMean: [0, 0, 0], layers: new Map() },
    content: picture,
    styles: [],
    signal: new AbortController().signal,
  } as const;
  return {
    told,
    done: paint({ request, computer, events, sideWork, speeds: createNetworkSpeeds() }),
  };
}

it('hands on what a run reached that could not go on', async () => {
  const { done, told } = painting([broken], 0);
  expect(await done).toBe(broken);
  expect(told).toEqual([]);
});

it('tells of grey pictures: case 19', async () => {
  const scale = { index: 0, of: 1, width: 1, height: 1 };
  stylize.mockImplementationOnce(async function* () {
    yield { phase: 'preparing', scale, grey: true };
    yield { phase: 'preparing', scale };
    yield whole;
  });
  const { done, told } = painting([], 0);
  await done;
  expect(told).toEqual([
    { kind: 'preparing', scale, grey: true },
    { kind: 'preparing', scale, grey: false },
  ]);
});

it('goes on from the checkpoint instead where only the context was lost', async () => {
  const { done, told } = painting([broken, whole], 1);
  expect(await done).toBe(whole);
  expect(told).toEqual(['recovering']);
  expect(stylize.mock.calls[1]?.[0].resume).toEqual(Uint8Array.of(1, 2, 3));
});
