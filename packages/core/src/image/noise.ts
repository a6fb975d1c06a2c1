import { createSeededRandom } from '../seeded-random.js';
import type { RgbImage } from './pixels.js';

/** Mid-grey, and a spread that clips fewer than one value in a thousand (3.3 standard deviations). */
const MEAN = 0.5;
const DEVIATION = 0.15;

/**
 * Gaussian noise to start a painting from: mean 0.5, standard deviation 0.15, clamped to 0..1,
 * every channel on its own; the same for the same seed on every engine.
 *
 * @example
 * const start = noiseImage(512, 384, parameters.seed);
 */
export function noiseImage(width: number, height: number, seed: number): RgbImage {
  const random = createSeededRandom(seed);
  const data = new Float32Array(width * height * 3);
  for (let index = 0; index < data.length; index++) {
    data[index] = Math.min(1, Math.max(0, MEAN + DEVIATION * random.gaussian()));
  }
  return { width, height, data };
}
