import type { Pixels } from './pixels.js';

/**
 * How far red, green and blue of a grey pixel may lie apart, of 255. Lossy formats and colour
 * profiles round each channel for itself, which parts a grey by 1 or 2; nobody sees that as colour.
 */
const LARGEST_SPREAD = 2;

/** Whether all that is visible of a picture (alpha over 0) is grey. */
export function isGrey({ data }: Pixels): boolean {
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue;
    const [red, green, blue] = [data[at], data[at + 1], data[at + 2]];
    const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
    if (spread > LARGEST_SPREAD) return false;
  }
  return true;
}
