import { expect, test, vi } from 'vitest';
import { repeated, succeeds } from './repeated.js';

test('what is repeated ends with its first success', async () => {
  const attempt = vi.fn<() => Promise<boolean>>();
  attempt.mockResolvedValueOnce(false).mockResolvedValueOnce(true);
  await repeated('an answer', attempt);
  expect(attempt).toHaveBeenCalledTimes(2);
});

test('what never succeeds ends in a sentence', async () => {
  const clock = vi.spyOn(performance, 'now');
  const attempt = async () => {
    clock.mockReturnValue(1e9);
    return false;
  };
  await expect(repeated('an answer', attempt)).rejects.toThrow('There should be an answer, but');
  clock.mockRestore();
});

test('a wait that fails is no success', async () => {
  expect(await succeeds(Promise.resolve())).toBe(true);
  expect(await succeeds(Promise.reject(new Error('too late')))).toBe(false);
});
