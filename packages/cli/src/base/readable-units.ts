import { figure, type Said, type Sentence, sentence } from '@pastiche/core';

/**
 * Seconds as people say them.
 *
 * @example
 * inEnglish(formatDuration(3725)); // '1 h 2 min'
 */
export function formatDuration(seconds: number): Sentence {
  const whole = Math.round(seconds);
  if (whole < 1) return sentence`under 1 s`;
  if (whole < 60) return sentence`${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return sentence`${minutes} min ${whole % 60} s`;
  return sentence`${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * Bytes as people say them.
 *
 * @example
 * inEnglish(formatBytes(20_971_520)); // '21.0 MB'
 */
export function formatBytes(bytes: number): Sentence {
  if (bytes < 1000) return sentence`${bytes} B`;
  if (bytes < 1e6) return sentence`${oneDecimal(bytes / 1e3)} kB`;
  if (bytes < 1e9) return sentence`${oneDecimal(bytes / 1e6)} MB`;
  return sentence`${oneDecimal(bytes / 1e9)} GB`;
}

/**
 * Several sentences, or parts of one, in a row.
 *
 * @example
 * inEnglish(inARow(['a', 'b', 'c'], ', ')); // 'a, b, c'
 */
export function inARow(parts: readonly Said[], separator: string): Said {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { pattern: parts.map((_, place) => `{${place}}`).join(separator), values: parts };
}

function oneDecimal(value: number) {
  return figure(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
