const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/**
 * A span in words: `5 minutes ago`, `in 3 days`. Times to come are rounded up, so that nobody comes
 * back too early.
 *
 * @param ms negative: past
 * @param language BCP 47
 */
export function relativeTime(ms: number, language: string): string {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(ms) >= size) ?? UNITS[3];
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  // `ceil` of a small past is -0, which would read as a past of nothing.
  return words.format(Math.ceil(ms / length) || 0, unit);
}
