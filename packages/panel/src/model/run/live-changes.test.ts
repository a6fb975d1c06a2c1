import { DEFAULT_PARAMETERS, inEnglish, type LiveChanges } from '@pastiche/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { REALM_TIMERS } from '../../channel/realm-timers.js';
import { createLiveChanges, LIVE_INTERVAL_MS } from './live-changes.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function live(parameters = DEFAULT_PARAMETERS) {
  const sent: LiveChanges[] = [];
  const refused: string[] = [];
  const changes = createLiveChanges({
    timers: REALM_TIMERS,
    parameters,
    send: (change) => sent.push(change),
    onRefused: (said) => refused.push(inEnglish(said)),
  });
  return { sent, refused, changes };
}

test('the first change at once, then at most one set per 50 ms, the last value wins', () => {
  const { sent, changes } = live();
  changes.offer({ strength: 0.1 });
  expect(sent).toEqual([{ strength: 0.1 }]);
  changes.offer({ strength: 0.2 });
  changes.offer({ totalVariation: 1 });
  changes.offer({ strength: 0.3 });
  vi.advanceTimersByTime(LIVE_INTERVAL_MS - 1);
  expect(sent.length).toBe(1);
  vi.advanceTimersByTime(1);
  expect(sent[1]).toEqual({ strength: 0.3, totalVariation: 1 });
  vi.advanceTimersByTime(10 * LIVE_INTERVAL_MS);
  expect(sent.length).toBe(2);
  changes.offer({ strength: 0.4 });
  expect(sent.length).toBe(3);
});

test('what is fixed for the run is not sent', () => {
  const { sent, changes } = live();
  const given = { size: 64, seed: 3, strength: undefined, alpha: null };
  changes.offer(given);
  expect(sent).toEqual([{ alpha: null }]);
});

test('a layer that the run began without waits for the next one, and that is told', () => {
  const { sent, refused, changes } = live();
  const begun = DEFAULT_PARAMETERS.styleLayers;
  changes.offer({ styleLayers: { ...begun, conv1_1: 0, conv3_2: 0.5, conv3_3: 0 } });
  expect(sent).toEqual([{ styleLayers: { ...begun, conv1_1: 0 } }]);
  expect(refused).toEqual([
    'This painting began without conv3_2, so that layer takes part from the next painting on.',
  ]);
});

test('what would leave the run nothing to paint is not sent', () => {
  const { sent, changes } = live({ ...DEFAULT_PARAMETERS, alpha: 0 });
  changes.offer({ beta: 0 });
  expect(sent).toEqual([]);
});

test('nothing is sent after the end', () => {
  const { sent, changes } = live();
  changes.offer({ strength: 0.1 });
  changes.offer({ strength: 0.2 });
  changes.close();
  vi.advanceTimersByTime(1000);
  expect(sent.length).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});
