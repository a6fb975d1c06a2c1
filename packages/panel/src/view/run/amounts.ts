import { fill } from '../parts/fill.js';
import type { Words } from '../words.js';

const MINUTE = 60;
const HOUR = 3600;

/**
 * Time left in words, ever coarser: nobody trusts "about 127 seconds left", and a number that
 * changes each second cannot be read.
 *
 * @param seconds ≥ 0
 * @example
 * timeLeft(42, ENGLISH); // 'about 40 seconds left'
 */
export function timeLeft(seconds: number, words: Words): string {
  if (seconds < 8) return words.secondsFew;
  if (seconds < 50) return fill(words.secondsMany, { n: Math.round(seconds / 5) * 5 });
  const minutes = Math.max(1, Math.round(seconds / MINUTE));
  if (minutes < 55) {
    return minutes === 1 ? words.minutesOne : fill(words.minutesMany, { n: minutes });
  }
  const hours = Math.max(1, Math.round(seconds / HOUR));
  return hours === 1 ? words.hoursOne : fill(words.hoursMany, { n: hours });
}

/** Bytes as megabytes (10^6): whole ones from 10 on, one decimal below. */
export function megabytes(bytes: number, words: Words): string {
  const amount = bytes / 1e6;
  return amount.toLocaleString(words.language, {
    maximumFractionDigits: amount >= 10 || amount === 0 ? 0 : 1,
  });
}

/** How much of a download has come, in words. */
export function loadedWords(loaded: number, total: number | null, words: Words): string {
  const done = megabytes(loaded, words);
  return total === null
    ? fill(words.loadedSome, { done })
    : fill(words.loadedOf, { done, total: megabytes(total, words) });
}

/** A number with `digits` significant digits, as the language writes it. */
export function plainNumber(value: number, words: Words, digits = 2): string {
  return value.toLocaleString(words.language, { maximumSignificantDigits: digits });
}
