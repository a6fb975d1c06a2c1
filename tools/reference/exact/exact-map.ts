/** A map in float64, row by row, each position with its channels. */
export interface ExactMap {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float64Array;
}

/** A map of the same height and width full of zeros. */
export function zeroMap({ height, width }: ExactMap, channels: number): ExactMap {
  return { height, width, channels, values: new Float64Array(height * width * channels) };
}

/** The root mean square: what single values are judged by. */
export function typicalValue({ values }: ExactMap): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** `FᵀF / (h·w)`, `[C, C]`. */
export function exactGram({ height, width, channels, values }: ExactMap): Float64Array {
  const gram = new Float64Array(channels * channels);
  for (let start = 0; start < values.length; start += channels) {
    for (let i = 0; i < channels; i++) {
      const value = (values[start + i] as number) / (height * width);
      if (value !== 0) addScaled(gram, i * channels, value, values, start, channels);
    }
  }
  return gram;
}

/** `to[at + i] += factor · from[start + i]` for `count` numbers. */
export function addScaled(
  to: Float64Array,
  at: number,
  factor: number,
  from: ArrayLike<number>,
  start: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    to[at + i] = (to[at + i] as number) + factor * (from[start + i] as number);
  }
}
