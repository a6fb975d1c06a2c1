import { resampleCoverage } from './coverage.js';
import type { Size } from './fit.js';
import type { Mask } from './mask.js';

/** A mask at another size: what is smaller is the mean of what it stands for. */
export function maskAt({ width, height, data }: Mask, size: Size): Mask {
  const marks = { width, height, data: Float32Array.from(data) };
  return { ...size, data: Uint8Array.from(resampleCoverage(marks, size).data, Math.round) };
}
