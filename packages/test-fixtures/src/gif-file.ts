import { joined, letters, little } from './bytes.js';

/** A frame of one colour, 0 red or 1 green, anywhere on the canvas. */
export interface GifFrameMade {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly colour: 0 | 1;
}

/** Codes of three bits: two colours are 0 to 3, then these. */
const CLEAR = 4;
const END = 5;

/** A GIF of 8 × 8 px in which no colour is see-through. */
export function gifFile(frames: readonly GifFrameMade[]): Uint8Array {
  const screen = [little(8, 2), little(8, 2), Uint8Array.of(0x80, 0, 0)];
  const colours = Uint8Array.of(200, 0, 0, 0, 200, 0);
  return joined(letters('GIF89a'), ...screen, colours, ...frames.map(written), [0x3b]);
}

function written({ left, top, width, height, colour }: GifFrameMade): Uint8Array {
  const place = [left, top, width, height].map((value) => little(value, 2));
  return joined([0x2c], ...place, [0, 2], packed(width * height, colour), [0]);
}

/** A code that clears the table before each pixel, so that codes never grow. */
function packed(count: number, colour: number): Uint8Array {
  const codes = [...Array.from({ length: count }, () => [CLEAR, colour]).flat(), END];
  const bytes = new Uint8Array(Math.ceil((codes.length * 3) / 8));
  codes.forEach((code, index) => {
    for (let bit = 0; bit < 3; bit++) {
      const at = index * 3 + bit;
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (((code >> bit) & 1) << (at & 7));
    }
  });
  const blocks = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Uint8Array.of(block.length), block);
  }
  return joined(...blocks);
}
