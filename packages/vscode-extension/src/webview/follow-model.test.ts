import type { Job, PanelModel } from '@pastiche/panel';
import { describe, expect, it } from 'vitest';
import type { Working } from '../shared/extension-contract.js';
import type { PanelState } from '../shared/panel-state.js';
import { followModel, workingOf } from './follow-model.js';

/** A value that tells of its changes, as the panel's signals do. */
function fakeSignal<T>(value: T) {
  const listeners: ((value: T) => void)[] = [];
  const signal = {
    value,
    subscribe: (listener: (value: T) => void) => {
      listeners.push(listener);
      listener(signal.value);
      return () => {};
    },
  };
  const set = (next: T) => {
    signal.value = next;
    for (const listener of listeners) listener(next);
  };
  return { signal, set };
}

const running = (index: number): Job =>
  ({ kind: 'running', progress: { overall: { index, of: 100 } } }) as Job;

function follow() {
  const job = fakeSignal<Job>({ kind: 'idle' });
  const styles = fakeSignal<unknown[]>([]);
  const place = { uri: null as string | null };
  const clock = { now: 0 };
  const told: Working[] = [];
  const kept: PanelState[] = [];
  const keep = followModel({
    model: { job: job.signal, styles: styles.signal } as unknown as PanelModel,
    uri: () => place.uri,
    now: () => clock.now,
    tell: (working) => told.push(working),
    keep: (state) => kept.push(state),
  });
  return { job, styles, place, clock, told, kept, keep };
}

describe('following the model', () => {
  it('tells of each change of kind, and of the share now and then', () => {
    const { job, clock, told } = follow();
    job.set({ kind: 'loading', network: 'vgg19', loaded: 0, total: null });
    job.set(running(1));
    clock.now = 499;
    job.set(running(2));
    clock.now = 500;
    job.set(running(3));
    job.set({ kind: 'done', entry: 'painting-1', stoppedEarly: false });
    expect(told).toEqual([
      { kind: 'painting', share: 0 },
      { kind: 'painting', share: 0.03 },
      { kind: 'done', share: null },
    ]);
  });

  it('keeps the picture, the styles that can be read again, and whether it painted', () => {
    const { job, styles, place, kept, keep } = follow();
    styles.set([
      { item: { id: 'built-in:ink-wash', kind: 'built-in' }, weight: 0.5, state: 'ready' },
      { item: { id: 'picture:1', kind: 'picture' }, weight: 1, state: 'ready' },
    ]);
    expect(kept).toEqual([]);
    place.uri = 'file:///ws/a.png';
    keep();
    job.set(running(1));
    job.set(running(2));
    const state = { uri: 'file:///ws/a.png', styles: [{ id: 'built-in:ink-wash', weight: 0.5 }] };
    expect(kept).toEqual([
      { ...state, painting: false },
      { ...state, painting: true },
    ]);
  });

  it.each<[Job, Working]>([
    [{ kind: 'idle' }, { kind: 'idle', share: null }],
    [{ kind: 'cancelled' }, { kind: 'idle', share: null }],
    [
      { kind: 'recovering', progress: null },
      { kind: 'painting', share: 0 },
    ],
    [
      { kind: 'paused', progress: null },
      { kind: 'painting', share: 0 },
    ],
    [running(50), { kind: 'painting', share: 0.5 }],
  ])('case %# is told as %j', (job, working) => {
    expect(workingOf(job)).toEqual(working);
  });
});
