import { expect, it, vi } from 'vitest';
import { createSharedDownload, type ProgressListener } from './shared-download.js';

/** A download that is settled from outside. */
function controlled() {
  const begun: {
    readonly signal: AbortSignal;
    readonly onProgress: ProgressListener<number>;
    readonly resolve: (value: string) => void;
  }[] = [];
  const bring = createSharedDownload((signal, onProgress: ProgressListener<number>) => {
    return new Promise<string>((resolve) => begun.push({ signal, onProgress, resolve }));
  });
  return { bring, begun };
}

const aborted = { name: 'StyleTransferError', code: 'aborted' };

it('runs once for all who wait, and once more for who asks when it has ended', async () => {
  const { bring, begun } = controlled();
  const [first, second] = [vi.fn(), vi.fn()];
  const waiting = [bring(undefined, first), bring(undefined, second)];
  begun[0]!.onProgress(3, 10);
  begun[0]!.resolve('here');
  expect(await Promise.all(waiting)).toEqual(['here', 'here']);
  expect(first.mock.calls).toEqual([[3, 10]]);
  expect(second.mock.calls).toEqual([[3, 10]]);
  expect(begun[0]!.signal.aborted).toBe(false);

  const again = bring(undefined, first);
  expect(begun).toHaveLength(2);
  begun[1]!.onProgress(10, 10);
  begun[1]!.resolve('still here');
  expect(await again).toBe('still here');
  expect(second).toHaveBeenCalledTimes(1);
});

it('is begun anew for who comes while one that was given up is still ending', async () => {
  const { bring, begun } = controlled();
  const giveUp = new AbortController();
  const impatient = bring(giveUp.signal, () => {});
  giveUp.abort();
  await expect(impatient).rejects.toMatchObject(aborted);
  expect(begun[0]!.signal.aborted).toBe(true);

  const next = bring(undefined, () => {});
  expect(begun).toHaveLength(2);
  begun[0]!.resolve('too late');
  begun[1]!.resolve('here');
  expect(await next).toBe('here');
});
