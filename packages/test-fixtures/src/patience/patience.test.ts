import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patience, renewPatience, waitPatiently } from './patience.js';

// A clock that stands still makes every machine a calm one.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function fakePage() {
  const closing: (() => void)[] = [];
  return {
    setDefaultTimeout: vi.fn<(ms: number) => void>(),
    on: (_event: 'close', listener: () => void) => closing.push(listener),
    close: () => {
      for (const listener of closing) listener();
    },
  };
}

test('patience on a calm machine is what was asked for', () => {
  expect(patience(1000)).toBe(1000);
});

test('patience on a busy machine is as many times longer as its work takes', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(75);
  renewPatience();
  expect(patience(1000)).toBe(3000);
  clock.mockReturnValue(100_000);
  expect(patience(1000)).toBe(1000);
  clock.mockRestore();
});

test('an open page is told its patience again after each measurement, a closed one is not', () => {
  const page = fakePage();
  waitPatiently(page, 1000);
  renewPatience();
  expect(page.setDefaultTimeout).toHaveBeenCalledTimes(2);
  expect(page.setDefaultTimeout).toHaveBeenLastCalledWith(1000);
  page.close();
  renewPatience();
  expect(page.setDefaultTimeout).toHaveBeenCalledTimes(2);
});

test('a page keeps the limit that it was given last', () => {
  const page = fakePage();
  waitPatiently(page, 1000);
  waitPatiently(page, 10);
  renewPatience();
  expect(page.setDefaultTimeout).toHaveBeenLastCalledWith(10);
  page.close();
});
