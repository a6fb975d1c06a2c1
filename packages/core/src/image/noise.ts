import { createSeededRandom } from '../base/seeded-random.js';
import type { RgbImage } from './pixels.js';

/** Mid-grey, and a spread that clips fewer than one value in a thousand (3.3 standard deviations). */
const MEAN = 0.5;
const DEVIATION = 0.15;

/**
 * Gaussian noise to start a painting from: mean 0.5, standard deviation 0.15, clamped to 0..1,
 * every channel on its own; the same for the same seed on every engine. Grey noise has one value
 * for all three channels of a pixel.
 *
 * @example
 * const start = noiseImage(512, 384, parameters.seed);
 */
export function noiseImage(width: number, height: number, seed: number, grey = false): RgbImage {
  const random = createSeededRandom(seed);
  const draw = () => Math.min(1, Math.max(0, MEAN + DEVIATION * random.gaussian()));
  const data = new Float32Array(width * height * 3);
  if (grey) for (let at = 0; at < data.length; at += 3) data.fill(draw(), at, at + 3);
  else for (let index = 0; index < data.length; index++) data[index] = draw();
  return { width, height, data };
}
