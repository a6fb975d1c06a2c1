import { expect, test } from 'vitest';
import { DEFAULT_RETRY, parseRetryAfter, retryDelay } from './retry.js';

test('delays double from the base, half of each by chance, up to the longest', () => {
  const options = { ...DEFAULT_RETRY, baseDelayMs: 100, maxDelayMs: 1000 };
  const delays = (random: number) =>
    [1, 2, 3, 4, 5].map((failures) =>
      retryDelay(failures, null, { ...options, random: () => random }),
    );
  expect(delays(0)).toEqual([50, 100, 200, 400, 500]);
  expect(delays(1)).toEqual([100, 200, 400, 800, 1000]);
});

test('the delay the server asks for counts, unless it is too long', () => {
  expect(retryDelay(1, 7000, DEFAULT_RETRY)).toBe(7000);
  expect(retryDelay(1, 3_600_000, DEFAULT_RETRY)).toBeNull();
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('Wed, 21 Oct 2015 07:28:00 GMT');
  expect(parseRetryAfter('120', now)).toBe(120_000);
  expect(parseRetryAfter('Wed, 21 Oct 2015 07:28:05 GMT', now)).toBe(5000);
  expect(parseRetryAfter('Wed, 21 Oct 2015 07:27:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('soon', now)).toBeNull();
  expect(parseRetryAfter(null, now)).toBeNull();
});

test('waiting ends at once when the signal is aborted', async () => {
  const controller = new AbortController();
  const started = performance.now();
  const wait = DEFAULT_RETRY.sleep(60_000, controller.signal);
  controller.abort();
  await expect(wait).rejects.toMatchObject({ code: 'aborted' });
  await expect(DEFAULT_RETRY.sleep(60_000, controller.signal)).rejects.toMatchObject({
    code: 'aborted',
  });
  expect(performance.now() - started).toBeLessThan(5000);
});
