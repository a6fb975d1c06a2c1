import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { REALM_TIMERS } from '../channel/realm-timers.js';
import { createNotices, INFO_MS } from './notices.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is good to know goes away by itself', () => {
  const { notice, info } = createNotices(REALM_TIMERS);
  info('Placed beside the layer.');
  vi.advanceTimersByTime(INFO_MS - 1);
  expect(notice.value).toEqual({ id: 1, kind: 'info', message: 'Placed beside the layer.' });
  vi.advanceTimersByTime(1);
  expect(notice.value).toBeNull();
});

test('an error stays until it is dismissed', () => {
  const { notice, error, dismiss } = createNotices(REALM_TIMERS);
  error(new Error('The disk is full.'));
  vi.advanceTimersByTime(10 * INFO_MS);
  expect(notice.value).toMatchObject({ kind: 'error', message: 'The disk is full.' });
  dismiss();
  expect(notice.value).toBeNull();
});

test('an error goes when what is done now makes it old news; other news stays', () => {
  const { notice, info, error, forgetError } = createNotices(REALM_TIMERS);
  error('The file should be a picture.');
  forgetError();
  expect(notice.value).toBeNull();
  info('Placed beside the layer.');
  forgetError();
  expect(notice.value?.message).toBe('Placed beside the layer.');
});

test('the newest takes the place of the one before, and stays its own time', () => {
  const { notice, info, error } = createNotices(REALM_TIMERS);
  info('First.');
  vi.advanceTimersByTime(INFO_MS - 1);
  info('Second.');
  vi.advanceTimersByTime(INFO_MS - 1);
  expect(notice.value?.message).toBe('Second.');
  error('Third.');
  vi.advanceTimersByTime(INFO_MS);
  expect(notice.value?.message).toBe('Third.');
});

test('no timer is left when the panel closes', () => {
  const { info, close } = createNotices(REALM_TIMERS);
  info('Done.');
  close();
  expect(vi.getTimerCount()).toBe(0);
});
