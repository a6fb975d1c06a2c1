import { expect, it, vi } from 'vitest';
import type { ProgressListener } from '../../shared-download.js';
import { createSharedLoad } from './shared-load.js';

/** A load that is settled from outside. */
function controlled() {
  const loads: {
    readonly signal: AbortSignal;
    readonly onProgress: ProgressListener;
    readonly resolve: (value: string) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  const shared = createSharedLoad<string>((signal, onProgress) => {
    return new Promise((resolve, reject) => loads.push({ signal, onProgress, resolve, reject }));
  });
  return { shared, loads };
}

const aborted = { name: 'StyleTransferError', code: 'aborted' };

it('loads once for all who ask, and tells each of them how far it is', async () => {
  const { shared, loads } = controlled();
  const [first, second] = [vi.fn(), vi.fn()];
  const waiting = [shared.get(undefined, first), shared.get(undefined, second)];

  expect(loads).toHaveLength(1);
  loads[0]!.onProgress(3, 10);
  expect(first.mock.calls).toEqual([[3, 10]]);
  expect(second.mock.calls).toEqual([[3, 10]]);
  expect(shared.loaded).toBe(false);
  loads[0]!.resolve('weights');
  expect(await Promise.all(waiting)).toEqual(['weights', 'weights']);
  expect(shared.loaded).toBe(true);
  expect(await shared.get(undefined, first)).toBe('weights');
  expect(loads).toHaveLength(1);
});

it('goes on for those who stay, and is given up when the last one leaves', async () => {
  const { shared, loads } = controlled();
  const [one, other] = [new AbortController(), new AbortController()];
  const first = shared.get(one.signal, () => {});
  const second = shared.get(other.signal, () => {});

  one.abort();
  await expect(first).rejects.toMatchObject(aborted);
  expect(loads[0]!.signal.aborted).toBe(false);
  other.abort();
  await expect(second).rejects.toMatchObject(aborted);
  expect(loads[0]!.signal.aborted).toBe(true);

  const third = shared.get(undefined, () => {});
  expect(loads).toHaveLength(2);
  // What becomes of the load that was given up does not matter any more.
  loads[0]!.reject(new Error('given up'));
  loads[1]!.resolve('weights');
  expect(await third).toBe('weights');
});

it('is tried anew after it failed', async () => {
  const { shared, loads } = controlled();
  const first = shared.get(undefined, () => {});
  loads[0]!.reject(new Error('no network'));
  await expect(first).rejects.toThrow('no network');

  const second = shared.get(undefined, () => {});
  loads[1]!.resolve('weights');
  expect(await second).toBe('weights');
});

it('does not begin for one who has left already', async () => {
  const { shared, loads } = controlled();
  const left = AbortSignal.abort();
  await expect(shared.get(left, () => {})).rejects.toMatchObject(aborted);
  expect(loads).toHaveLength(0);
});
