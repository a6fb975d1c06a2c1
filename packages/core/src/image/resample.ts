import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import type { Size } from './fit.js';
import type { RgbImage } from './pixels.js';

/**
 * `cubic`: Keys' cubic convolution with a = −0.5 (Catmull-Rom), sharp, overshoots at edges.
 * `triangle`: bilinear when enlarging, never leaves the range of its input.
 */
export type ResampleKernel = 'cubic' | 'triangle';

/**
 * Resamples `[from.height, from.width, channels]` to `to`'s size, one axis after the other, as
 * Pillow's `resize` does: half-pixel centres, the kernel widened by the ratio when shrinking
 * (antialiasing), weights renormalized where the kernel reaches over an edge. Values are not
 * clamped: `cubic` may leave the input's range, `triangle` cannot, which is why second moments
 * (never below 0) take it. An axis whose size stays is not touched; when both stay, `data` itself
 * comes back.
 *
 * @example
 * const half = resample(image.data, image, { width: 64, height: 48 }, 3, 'cubic');
 * @throws StyleTransferError `invalid-image` when `data` does not have the length of `from`.
 */
export function resample(
  data: Float32Array,
  from: Size,
  to: Size,
  channels: number,
  kernel: ResampleKernel,
): Float32Array {
  if (data.length !== from.width * from.height * channels) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`An array of ${from.width} × ${from.height} px and ${channels} channels holds ${from.width * from.height * channels} values, but ${data.length} came; pass the size that belongs to the data.`,
    );
  }
  const columns = from.width === to.width ? null : filterTable(from.width, to.width, kernel);
  const rows = from.height === to.height ? null : filterTable(from.height, to.height, kernel);
  if (columns === null) return rows === null ? data : mixRows(data, to.width * channels, rows);
  if (rows === null) return mixColumns(data, from.width, channels, columns);
  // Both orders give the same picture but for rounding; the one with fewer multiplications is taken.
  const columnsFirst =
    from.height * columns.weights.length + to.width * rows.weights.length <=
    from.width * rows.weights.length + to.height * columns.weights.length;
  return columnsFirst
    ? mixRows(mixColumns(data, from.width, channels, columns), to.width * channels, rows)
    : mixColumns(mixRows(data, from.width * channels, rows), from.width, channels, columns);
}

/** A picture at another size, cubic, clamped to 0..1 as every 8-bit resampler does. */
export function resampleImage(image: RgbImage, to: Size): RgbImage {
  const data = resample(image.data, image, to, 3, 'cubic');
  if (data === image.data) return image;
  for (let index = 0; index < data.length; index++) {
    data[index] = Math.min(1, Math.max(0, data[index]));
  }
  return { width: to.width, height: to.height, data };
}

/** Alpha bytes `[h, w]` at another size; triangle, so that no ring appears round a cut-out. */
export function resampleAlpha(alpha: Uint8Array, from: Size, to: Size): Uint8Array {
  const floats = resample(Float32Array.from(alpha), from, to, 1, 'triangle');
  return Uint8Array.from(floats, (value) => Math.floor(value + 0.5));
}

/** For each output index: where its inputs start, and their weights (`taps` of them, zero-padded). */
interface FilterTable {
  readonly starts: Int32Array;
  readonly taps: number;
  /** `[outputs, taps]`, each row sums to 1. */
  readonly weights: Float64Array;
}

function filterTable(inputs: number, outputs: number, kernel: ResampleKernel): FilterTable {
  const { radius, weight } = KERNELS[kernel];
  const ratio = inputs / outputs;
  const stretch = Math.max(1, ratio);
  const taps = Math.min(inputs, Math.ceil(2 * radius * stretch) + 1);
  const starts = new Int32Array(outputs);
  const weights = new Float64Array(outputs * taps);
  for (let output = 0; output < outputs; output++) {
    const centre = (output + 0.5) * ratio;
    const first = Math.max(0, Math.floor(centre - radius * stretch + 0.5));
    const end = Math.min(inputs, Math.floor(centre + radius * stretch + 0.5));
    // Moved back where fewer taps are needed at the far edge, so that no read passes the end.
    const start = Math.min(first, inputs - taps);
    let sum = 0;
    for (let input = first; input < end; input++) {
      const value = weight((input + 0.5 - centre) / stretch);
      weights[output * taps + input - start] = value;
      sum += value;
    }
    for (let tap = 0; tap < taps; tap++) weights[output * taps + tap] /= sum;
    starts[output] = start;
  }
  return { starts, taps, weights };
}

const KERNELS: Readonly<
  Record<ResampleKernel, { readonly radius: number; readonly weight: (x: number) => number }>
> = {
  cubic: { radius: 2, weight: cubicWeight },
  triangle: { radius: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
};

/** Keys 1981, "Cubic convolution interpolation for digital image processing", eq. 15 (a = −1/2). */
function cubicWeight(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

/** `[h, width, channels]` → `[h, outputs, channels]`. */
function mixColumns(
  data: Float32Array,
  width: number,
  channels: number,
  { starts, taps, weights }: FilterTable,
): Float32Array {
  const height = data.length / (width * channels);
  const result = new Float32Array(height * starts.length * channels);
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (let output = 0; output < starts.length; output++) {
      const first = (row * width + starts[output]) * channels;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        let from = first + channel;
        for (let tap = output * taps; tap < (output + 1) * taps; tap++) {
          sum += weights[tap] * data[from];
          from += channels;
        }
        result[at++] = sum;
      }
    }
  }
  return result;
}

/** `[h, stride]` → `[outputs, stride]`, row by row through memory. */
function mixRows(
  data: Float32Array,
  stride: number,
  { starts, taps, weights }: FilterTable,
): Float32Array {
  const result = new Float32Array(starts.length * stride);
  const sums = new Float64Array(stride);
  for (let output = 0; output < starts.length; output++) {
    sums.fill(0);
    for (let tap = 0; tap < taps; tap++) {
      const weight = weights[output * taps + tap];
      if (weight === 0) continue;
      const from = (starts[output] + tap) * stride;
      for (let index = 0; index < stride; index++) sums[index] += weight * data[from + index];
    }
    result.set(sums, output * stride);
  }
  return result;
}
