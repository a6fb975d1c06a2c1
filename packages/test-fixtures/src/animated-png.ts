import { crc32, deflateSync } from 'node:zlib';
import { big, joined, letters } from './bytes.js';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const SIDE = 8;

type Colour = readonly [red: number, green: number, blue: number];

/** A chunk of a PNG with its checksum. */
export function pngChunk(name: string, ...content: readonly Uint8Array[]): Uint8Array {
  const inside = joined(letters(name), ...content);
  return joined(big(inside.length - 4, 4), inside, big(crc32(inside), 4));
}

/**
 * An animated PNG of 8 × 8 px, one colour a frame.
 *
 * @param still shown by programs that know no animations, and none of the frames; without it the
 *   first frame is
 */
export function animatedPng(frames: readonly Colour[], still?: Colour): Uint8Array {
  let sequence = 0;
  const next = () => {
    sequence += 1;
    return big(sequence - 1, 4);
  };
  const control = () =>
    pngChunk(
      'fcTL',
      next(),
      big(SIDE, 4),
      big(SIDE, 4),
      big(0, 8),
      Uint8Array.of(0, 1, 0, 10, 0, 0),
    );
  const size = [big(SIDE, 4), big(SIDE, 4)];
  const parts = [
    pngChunk('IHDR', ...size, Uint8Array.of(8, 2, 0, 0, 0)),
    pngChunk('acTL', big(frames.length, 4), big(0, 4)),
  ];
  if (still !== undefined) parts.push(pngChunk('IDAT', rows(still)));
  for (const [index, frame] of frames.entries()) {
    parts.push(control());
    const isStill = index === 0 && still === undefined;
    parts.push(isStill ? pngChunk('IDAT', rows(frame)) : pngChunk('fdAT', next(), rows(frame)));
  }
  return joined(SIGNATURE, ...parts, pngChunk('IEND'));
}

function rows(colour: Colour): Uint8Array {
  const row = [0, ...Array.from({ length: SIDE }, () => colour).flat()];
  return deflateSync(Uint8Array.from(Array.from({ length: SIDE }, () => row).flat()));
}
