import type { Size } from './fit.js';
import { resample } from './resample.js';

/**
 * How much of each pixel counts, `[h, w]` row-major, 0..1. A picture's alpha is one: what is
 * transparent is not seen, so it should have no say in what is painted.
 */
export interface Coverage extends Size {
  readonly data: Float32Array;
}

/** The coverage that alpha bytes `[h, w]` stand for; `null`, all of it, for a picture without. */
export function coverageOf(alpha: Uint8Array | null, { width, height }: Size): Coverage | null {
  if (alpha === null) return null;
  return { width, height, data: Float32Array.from(alpha, (value) => value / 255) };
}

/**
 * A coverage at another size, resampled as the alpha is that the finished picture gets: then what
 * will be seen is exactly what counts.
 */
export function resampleCoverage(coverage: Coverage, to: Size): Coverage {
  const data = resample(coverage.data, coverage, to, 1, 'triangle');
  return { width: to.width, height: to.height, data };
}

/**
 * The coverage of a feature map after so many 2×2 poolings: each window's mean, a last odd row or
 * column dropped as pooling drops it.
 */
export function poolCoverage(coverage: Coverage, poolings: number): Coverage {
  let pooled = coverage;
  for (let done = 0; done < poolings; done++) pooled = halve(pooled);
  return pooled;
}

function halve({ width: from, height: rows, data }: Coverage): Coverage {
  const width = Math.floor(from / 2);
  const height = Math.floor(rows / 2);
  const halved = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 2 * y * from + 2 * x;
      halved[y * width + x] = (data[at] + data[at + 1] + data[at + from] + data[at + from + 1]) / 4;
    }
  }
  return { width, height, data: halved };
}

/**
 * How much a pixel weighs in a sum over a picture: the square of its coverage, as of each position
 * of a feature map (Gatys et al. 2017, section 3, multiply features by their guidance before the
 * Gram matrix squares both).
 */
export function weightAt(coverage: Coverage | null, pixel: number): number {
  return coverage === null ? 1 : coverage.data[pixel] ** 2;
}
