import type { ExactMap } from './exact/exact-map.js';
import { relative, singleError, statistics } from './judge/statistics.js';
import type { NumberTree } from './set/reference-set.js';

type Record = (error: number, what: string) => void;

export interface MapRecords {
  /** Names the map in messages. */
  readonly at: string;
  readonly whole: Record;
  readonly single: Record;
  /** Left out for float32, where values equal within rounding make the share of zeros another one. */
  readonly zeros?: Record;
}

/** Compares a map with what the reference keeps of it: its statistics, and some of its values. */
export function compareMap(
  { height, width, channels, values }: ExactMap,
  path: readonly string[],
  numbers: NumberTree,
  { at, whole, single, zeros }: MapRecords,
): void {
  compareShape([height, width, channels], numbers.list(...path, 'shape_hwc'), at);
  const { mean, std, l2, max, zeroFraction } = statistics(values);
  whole(relative(mean, numbers.number(...path, 'mean')), 'mean');
  whole(relative(std, numbers.number(...path, 'std')), 'std');
  whole(relative(l2, numbers.number(...path, 'l2')), 'l2');
  whole(relative(max, numbers.number(...path, 'max')), 'max');
  zeros?.(Math.abs(zeroFraction - numbers.number(...path, 'zero_fraction')), 'zero fraction');
  const typical = numbers.number(...path, 'l2') / Math.sqrt(values.length);
  for (const row of numbers.rows(...path, 'samples_yxc_value')) {
    const [y = 0, x = 0, channel = 0, expected = 0] = row;
    const actual = values[(y * width + x) * channels + channel] as number;
    single(singleError(actual, expected, typical), `sample [${y}, ${x}, ${channel}]`);
  }
}

export function compareShape(
  actual: readonly number[],
  expected: readonly number[],
  what: string,
): void {
  if (actual.join() === expected.join()) return;
  throw new Error(
    `The reference says that ${what} has the shape [${expected}], but the engine's is [${actual}]; both must come from the same network and picture.`,
  );
}
