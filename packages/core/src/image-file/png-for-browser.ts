import { joined } from '../base/joined.js';
import { viewOf } from '../base/view-of.js';
import { pngChunks } from './bytes/png-chunks.js';

/** IEND: no content, its name, and the checksum of that. */
const END = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);

/** Samples of a pixel by the kind of colours; a palette's index is one. */
const SAMPLES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);

/** Deflate makes at most so many bytes of one. */
const MOST_INFLATED = 1032;

/**
 * Whether a PNG has data enough for the size that it claims, were they packed as tightly as can be.
 * Decoders spend many seconds on millions of columns before they find that out.
 */
export function pngMayBeWhole(bytes: Uint8Array): boolean {
  const chunks = pngChunks(bytes);
  const head = chunks.find(({ name }) => name === 'IHDR')?.data;
  if (head === undefined || head.length < 13) return true;
  const view = viewOf(head);
  const bits = (SAMPLES.get(head[9]) ?? 1) * head[8];
  const needed = view.getUint32(4) * (1 + Math.ceil((view.getUint32(0) * bits) / 8));
  const data = chunks.filter(({ name }) => name === 'IDAT');
  const packed = data.reduce((sum, chunk) => sum + chunk.data.length, 0);
  return needed <= MOST_INFLATED * (packed + 1);
}

/**
 * A PNG as programs see it that know no animations, with its end. Browsers show the first frame of an
 * animation, and that may be another picture than the one that all others show: then the animation is
 * left out. And they refuse a file that lacks its last chunk, though that holds nothing; where data
 * are missing, too, they find out all the same.
 *
 * @returns the same bytes where there is nothing to change
 */
export function pngForBrowser(bytes: Uint8Array): Uint8Array {
  const chunks = pngChunks(bytes);
  const control = chunks.find(({ name }) => name === 'acTL');
  const first = chunks.find(({ name }) => name === 'IDAT' || name === 'fcTL');
  const isOther = control !== undefined && first?.name !== 'fcTL';
  const hasEnd = chunks.some(({ name }) => name === 'IEND');
  if (hasEnd && !isOther) return bytes;
  const end = hasEnd ? bytes.length : (chunks.at(-1)?.end ?? bytes.length);
  const kept = isOther
    ? [bytes.subarray(0, control.start), bytes.subarray(control.end, end)]
    : [bytes.subarray(0, end)];
  return joined(hasEnd ? kept : [...kept, END]);
}
