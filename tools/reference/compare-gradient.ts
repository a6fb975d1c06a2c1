import { relative, statistics } from './judge/statistics.js';
import type { NumberTree } from './set/reference-set.js';

/** Compares a gradient, `[h, w, 3]`, with what the reference keeps of it besides whole files. */
export function compareGradient(
  gradient: Float32Array,
  width: number,
  numbers: NumberTree,
  path: readonly string[],
  record: (error: number, what: string) => void,
): void {
  const { l2, l1, maxAbs } = statistics(gradient);
  record(relative(l2, numbers.number(...path, 'l2')), 'l2');
  record(relative(l1, numbers.number(...path, 'l1')), 'l1');
  record(relative(maxAbs, numbers.number(...path, 'max_abs')), 'largest');
  // Values of both signs cancel in a sum, so its error is judged against what went into it.
  const magnitude = numbers.number(...path, 'l1') / 3;
  numbers.list(...path, 'sum_rgb').forEach((expected, channel) => {
    const actual = gradient
      .filter((_, index) => index % 3 === channel)
      .reduce((sum, value) => sum + value, 0);
    record(Math.abs(actual - expected) / magnitude, `sum of channel ${channel}`);
  });
  const typical = numbers.number(...path, 'l2') / Math.sqrt(gradient.length);
  for (const row of numbers.rows(...path, 'samples_yxc_value')) {
    const [y = 0, x = 0, channel = 0, expected = 0] = row;
    const actual = gradient[(y * width + x) * 3 + channel] as number;
    record(Math.abs(actual - expected) / typical, `sample [${y}, ${x}, ${channel}]`);
  }
}
