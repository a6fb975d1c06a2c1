import { type Figure, figure, type Sentence, sentence } from '@pastiche/core';
import type { Price } from '../../model/run/price.js';

const MINUTE = 60;
const HOUR = 3600;

/**
 * Time left in words, ever coarser: nobody trusts "about 127 seconds left", and a number that
 * changes each second cannot be read.
 *
 * @param seconds ≥ 0
 * @example
 * inEnglish(timeLeft(42)); // 'about 40 seconds left'
 */
export function timeLeft(seconds: number): Sentence {
  if (seconds < 8) return sentence`a few seconds left`;
  if (seconds < 50) return sentence`about ${Math.round(seconds / 5) * 5} seconds left`;
  const minutes = Math.max(1, Math.round(seconds / MINUTE));
  if (minutes < 55) {
    return minutes === 1 ? sentence`about a minute left` : sentence`about ${minutes} minutes left`;
  }
  const hours = Math.max(1, Math.round(seconds / HOUR));
  return hours === 1 ? sentence`about an hour left` : sentence`about ${hours} hours left`;
}

/**
 * How long something takes, in words as coarse as those of {@link timeLeft}.
 *
 * @param seconds ≥ 0
 */
export function duration(seconds: number): Sentence {
  if (seconds < 8) return sentence`a few seconds`;
  if (seconds < 50) return sentence`about ${Math.round(seconds / 5) * 5} seconds`;
  const minutes = Math.max(1, Math.round(seconds / MINUTE));
  if (minutes < 55) {
    return minutes === 1 ? sentence`about a minute` : sentence`about ${minutes} minutes`;
  }
  const hours = Math.max(1, Math.round(seconds / HOUR));
  return hours === 1 ? sentence`about an hour` : sentence`about ${hours} hours`;
}

/**
 * What a painting takes, as far as it is known; `null`: nothing is.
 *
 * @param isFull says of the bytes that they are memory, for where no list of such amounts does
 */
export function priceWords({ seconds, bytes }: Price, isFull = false): Sentence | null {
  const time = seconds === null ? null : duration(seconds);
  const amount = bytes === null ? null : roundedBytes(bytes);
  const memory = isFull && amount !== null ? sentence`${amount} of memory` : amount;
  if (time === null || memory === null) return time ?? memory;
  return sentence`${time}, ${memory}`;
}

/** Bytes in steps that an estimate is good for. */
function roundedBytes(bytes: number): Sentence {
  if (bytes >= 1e9) return sentence`${plainNumber(bytes / 1e9)} GB`;
  return sentence`${plainNumber(bytes / 1e6)} MB`;
}

/** Bytes as megabytes (10^6): whole ones from 10 on, one decimal below. */
export function megabytes(bytes: number): Figure {
  const amount = bytes / 1e6;
  return figure(amount, { maximumFractionDigits: amount >= 10 || amount === 0 ? 0 : 1 });
}

/** How much of a download has come. */
export function loadedOf(loaded: number, total: number | null): Sentence {
  const done = megabytes(loaded);
  return total === null ? sentence`${done} MB so far` : sentence`${done} of ${megabytes(total)} MB`;
}

/** A number with `digits` significant digits. */
export function plainNumber(value: number, digits = 2): Figure {
  return figure(value, { maximumSignificantDigits: digits });
}
