import type { Triple } from './matrix.js';

/** Colours that are kept; a photograph has a few hundred thousand. */
const KEPT = 1 << 18;

/**
 * Makes a slow function of a colour one that looks up what it found before, since few colours of a picture are new.
 *
 * @param convert to three bytes, of 3 or 4 bytes at a place
 * @returns the same, which writes them to a place
 */
export function remembered(
  convert: (bytes: ArrayLike<number>, at: number) => Triple,
  channels: 3 | 4,
): (bytes: ArrayLike<number>, at: number, to: Uint8ClampedArray, place: number) => void {
  const keys = new Int32Array(KEPT);
  const isKept = new Uint8Array(KEPT);
  const found = new Uint8Array(KEPT * 3);
  return (bytes, at, to, place) => {
    const fourth = channels === 4 ? bytes[at + 3] : 0;
    const key = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (fourth << 24);
    const slot = Math.imul(key, 0x9e3779b1) >>> 14;
    if (isKept[slot] === 0 || keys[slot] !== key) {
      found.set(convert(bytes, at), slot * 3);
      keys[slot] = key;
      isKept[slot] = 1;
    }
    to[place] = found[slot * 3];
    to[place + 1] = found[slot * 3 + 1];
    to[place + 2] = found[slot * 3 + 2];
  };
}
