import { inEnglish } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import type { Job, Progress } from '../../model/model.js';
import { createAnnouncer } from './announcements.js';

function progress(index: number): Progress {
  const losses = { total: 1, content: 1, style: 1, totalVariation: 0 };
  return {
    scale: { index: 0, of: 2, width: 8, height: 8 },
    iteration: { index, of: 100 },
    overall: { index, of: 100 },
    losses: { ...losses, contentByLayer: {}, styleByLayer: {} },
    msPerIteration: 1000,
    secondsLeft: 100 - index,
  };
}

const running = (index: number): Job => ({ kind: 'running', progress: progress(index) });

function said(jobs: readonly Job[]): string[] {
  const announce = createAnnouncer();
  return jobs
    .map(announce)
    .filter((sentence) => sentence !== null)
    .map(inEnglish);
}

describe('createAnnouncer', () => {
  it('says four sentences of a hundred steps', () => {
    const steps = Array.from({ length: 100 }, (_, index) => running(index + 1));
    expect(said([...steps, { kind: 'done', entry: 'a', stoppedEarly: false }])).toEqual([
      'Painting',
      '25 per cent painted, about a minute left',
      '50 per cent painted, about a minute left',
      '75 per cent painted, about 25 seconds left',
      'The painting is done.',
    ]);
  });

  it('says a phase once, and nothing of the preparing between two sizes', () => {
    const preparing: Job = { kind: 'preparing', scale: null, progress: null };
    expect(said([preparing, preparing, running(1), preparing, running(2)])).toEqual([
      'Preparing',
      'Painting',
    ]);
  });

  it('says how a run goes on and ends', () => {
    const at = progress(10);
    expect(
      said([
        { kind: 'loading', network: 'vgg19', loaded: 0, total: 1 },
        { kind: 'loading', network: 'vgg19', loaded: 1, total: 1 },
        { kind: 'loading', network: 'vgg19', loaded: 0, total: 1, phase: 'unpacking' },
        running(10),
        { kind: 'paused', progress: at },
        running(11),
        { kind: 'recovering', progress: at },
        { kind: 'ending', how: 'cancel', progress: at },
        { kind: 'cancelled' },
      ]),
    ).toEqual([
      'Downloading VGG19',
      'Loading VGG19 into the engine',
      'Painting',
      'Paused',
      'Painting',
      'The graphics driver reset; going on from the last snapshot.',
      'Cancelling…',
      'Cancelled. Nothing was kept.',
    ]);
  });

  it('begins anew with the next run', () => {
    const announce = createAnnouncer();
    const all = [running(1), running(60), { kind: 'idle' } as const, running(1), running(30)];
    expect(all.map(announce).map((said) => said && inEnglish(said))).toEqual([
      'Painting',
      '50 per cent painted, about 40 seconds left',
      null,
      'Painting',
      '25 per cent painted, about a minute left',
    ]);
  });
});
