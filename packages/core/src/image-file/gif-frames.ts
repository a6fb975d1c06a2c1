import { startsWith } from '../base/letters.js';
import * as LIMITS from '../base/limits.js';
import { viewOf } from '../base/view-of.js';

/** Where a frame lies on the canvas, px. */
export interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Behind its last byte in the file. */
  readonly end: number;
}

const MOST_BLOCKS = LIMITS.GIF_BLOCKS;
const TRAILER = 0x3b;
const SEPARATOR = { extension: 0x21, frame: 0x2c } as const;

/** The frames of a GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt), as far as they are whole. */
export function gifFrames(bytes: Uint8Array): readonly GifFrame[] {
  if (!startsWith(bytes, 'GIF8') || bytes.length < 13) return [];
  const view = viewOf(bytes);
  const frames: GifFrame[] = [];
  let blocks = 0;
  let at = 13 + tableSize(bytes[10]);
  const passBlocks = () => {
    while (at < bytes.length && bytes[at] !== 0 && blocks < MOST_BLOCKS) {
      at += 1 + bytes[at];
      blocks += 1;
    }
    at += 1;
  };
  while (at + 10 <= bytes.length && blocks < MOST_BLOCKS) {
    blocks += 1;
    if (bytes[at] === SEPARATOR.extension) {
      at += 2;
    } else if (bytes[at] === SEPARATOR.frame) {
      const [left, top, width, height] = [1, 3, 5, 7].map((from) =>
        view.getUint16(at + from, true),
      );
      at += 11 + tableSize(bytes[at + 9]);
      passBlocks();
      frames.push({ left, top, width, height, end: at });
      continue;
    } else {
      break;
    }
    passBlocks();
  }
  return frames;
}

/**
 * A GIF that ends behind its first frame: browsers refuse the whole file for what is wrong with a later
 * one. The same bytes where the first is not whole.
 */
export function gifStill(bytes: Uint8Array): Uint8Array {
  const end = gifFrames(bytes)[0]?.end ?? bytes.length;
  if (end >= bytes.length) return bytes;
  const still = bytes.slice(0, end + 1);
  still[end] = TRAILER;
  return still;
}

/** Bytes of the table of colours that flags tell of. */
function tableSize(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
}
