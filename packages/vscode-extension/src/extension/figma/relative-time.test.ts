import { expect, it } from 'vitest';
import { relativeTime } from './relative-time.js';

it.each([
  [-5 * 60_000, 'en', '5 minutes ago'],
  [-90_000, 'en', '1 minute ago'],
  [-3 * 3_600_000, 'en', '3 hours ago'],
  [-3 * 86_400_000, 'de', 'vor 3 Tagen'],
  [-10, 'en', 'now'],
  [30_000, 'en', 'in 30 seconds'],
  [61_000, 'en', 'in 2 minutes'],
  [29 * 86_400_000, 'en', 'in 29 days'],
])('%d ms in %s: %s', (ms, language, words) => {
  expect(relativeTime(ms, language)).toBe(words);
});
