/** Statistics of many numbers, summed in float64 whatever computed the numbers. */
export interface Statistics {
  readonly mean: number;
  /** Of the population. */
  readonly std: number;
  readonly l2: number;
  readonly l1: number;
  readonly min: number;
  readonly max: number;
  readonly maxAbs: number;
  readonly zeroFraction: number;
}

export function statistics(values: ArrayLike<number>): Statistics {
  const count = values.length;
  let sum = 0;
  let l1 = 0;
  let squares = 0;
  let zeros = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index++) {
    const value = values[index] as number;
    sum += value;
    l1 += Math.abs(value);
    squares += value * value;
    if (value === 0) zeros++;
    // Not Math.min and Math.max: written so, a not-a-number stays visible in the sums only.
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / count;
  let deviations = 0;
  for (let index = 0; index < count; index++) deviations += ((values[index] as number) - mean) ** 2;
  return {
    mean,
    std: Math.sqrt(deviations / count),
    l2: Math.sqrt(squares),
    l1,
    min,
    max,
    maxAbs: Math.max(Math.abs(min), Math.abs(max)),
    zeroFraction: zeros / count,
  };
}

/** |actual − expected| / |expected|; the plain distance when 0 is expected. */
export function relative(actual: number, expected: number): number {
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

/** |actual − expected| over the larger of the value expected and the typical one of its kind. */
export function singleError(actual: number, expected: number, typical: number): number {
  return Math.abs(actual - expected) / Math.max(typical, Math.abs(expected));
}

/** ‖actual − expected‖ / ‖expected‖. */
export function relativeL2(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  return compareVectors(actual, expected).relativeL2;
}

/** How two vectors differ, value by value. */
export interface VectorComparison {
  /** Distance over length. */
  readonly relativeL2: number;
  /** 1 − the cosine of the angle between them. */
  readonly angle: number;
  /** Median and largest of the values' errors, over the typical value (root mean square). */
  readonly median: number;
  readonly largest: number;
}

/** Compares two vectors. */
export function compareVectors(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
): VectorComparison {
  const errors = new Float64Array(expected.length);
  let dot = 0;
  let actualSquares = 0;
  let expectedSquares = 0;
  for (let index = 0; index < expected.length; index++) {
    const a = actual[index] as number;
    const e = expected[index] as number;
    errors[index] = Math.abs(a - e);
    dot += a * e;
    actualSquares += a * a;
    expectedSquares += e * e;
  }
  errors.sort();
  const typical = Math.sqrt(expectedSquares / expected.length);
  const distance = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0));
  return {
    relativeL2: distance / Math.sqrt(expectedSquares),
    angle: 1 - dot / Math.sqrt(actualSquares * expectedSquares),
    median: (errors[Math.floor(errors.length / 2)] as number) / typical,
    largest: (errors.at(-1) as number) / typical,
  };
}
