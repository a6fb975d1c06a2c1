import sharp, { type Sharp } from 'sharp';

/** No multiple of a tile's side, or of a byte's bits. */
export const WIDTH = 75;
export const HEIGHT = 53;

/** A sample of the test's picture, 0 … 255. The fourth is alpha, with columns of none and of half. */
function sampleAt(x: number, y: number, channel: number): number {
  if (channel === 3) return x < 10 ? 0 : Math.min(255, x * 4);
  return (x * 3 * (channel + 1) + y * (5 - channel) + ((x * y) % 7) * 9) & 255;
}

/** All samples of the picture, or those of one channel. */
export function samplesOf(channels: number, only?: number): Buffer {
  const each = Array.from({ length: channels }, (_, channel) => channel);
  const kept = only === undefined ? each : [only];
  const all: number[] = [];
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) all.push(...kept.map((channel) => sampleAt(x, y, channel)));
  }
  return Buffer.from(all);
}

/** The picture for sharp to encode: grey, RGB or RGBA. */
export function picture(channels: 1 | 3 | 4): Sharp {
  const raw = { width: WIDTH, height: HEIGHT, channels };
  const made = sharp(samplesOf(channels), { raw });
  return channels === 1 ? made.toColourspace('b-w') : made;
}

/** One entry of a directory: tag, type (1 BYTE, 3 SHORT, 4 LONG), values. */
export type Entry = readonly [tag: number, type: 1 | 3 | 4, values: readonly number[]];

export interface HandMade {
  readonly littleEndian?: boolean;
  readonly bits?: readonly number[];
  readonly photometric?: number;
  readonly strips: readonly Uint8Array[];
  /** They replace those of the same tag. */
  readonly entries?: readonly Entry[];
}

const BYTES = { 1: 1, 3: 2, 4: 4 };

/** A TIFF that sharp does not write: uncompressed, one directory, then its values, then its strips. */
export function handMadeTiff(made: HandMade): Buffer {
  const { littleEndian = false, bits = [8, 8, 8], photometric = 2, strips, entries = [] } = made;
  const tags = new Map<number, Entry>();
  const own: Entry[] = [
    [256, 3, [WIDTH]],
    [257, 3, [HEIGHT]],
    [258, 3, bits],
    [259, 3, [1]],
    [262, 3, [photometric]],
    [273, 4, strips.map(() => 0)],
    [277, 3, [bits.length]],
    [278, 3, [HEIGHT]],
    [279, 4, strips.map(({ length }) => length)],
  ];
  for (const entry of [...own, ...entries]) tags.set(entry[0], entry);
  // The first pass finds where the strips begin.
  let start = written(tags, littleEndian).length;
  const offsets = strips.map(({ length }) => {
    start += length;
    return start - length;
  });
  if (!entries.some(([tag]) => tag === 273)) tags.set(273, [273, 4, offsets]);
  return Buffer.concat([written(tags, littleEndian), ...strips]);
}

function written(tags: ReadonlyMap<number, Entry>, littleEndian: boolean): Buffer {
  const entries = [...tags.values()].sort(([one], [other]) => one - other);
  const head = Buffer.alloc(10 + entries.length * 12 + 4);
  const put = (to: Buffer, value: number, at: number, bytes: number) =>
    littleEndian ? to.writeUIntLE(value, at, bytes) : to.writeUIntBE(value, at, bytes);
  head.write(littleEndian ? 'II' : 'MM');
  put(head, 42, 2, 2);
  put(head, 8, 4, 4);
  put(head, entries.length, 8, 2);
  const more: Buffer[] = [];
  let end = head.length;
  entries.forEach(([tag, type, values], index) => {
    const at = 10 + index * 12;
    const bytes = Buffer.alloc(Math.max(4, values.length * BYTES[type]));
    values.forEach((value, place) => {
      put(bytes, value, place * BYTES[type], BYTES[type]);
    });
    put(head, tag, at, 2);
    put(head, type, at + 2, 2);
    put(head, values.length, at + 4, 4);
    if (bytes.length === 4) {
      bytes.copy(head, at + 8);
    } else {
      put(head, end, at + 8, 4);
      more.push(bytes);
      end += bytes.length;
    }
  });
  return Buffer.concat([head, ...more]);
}
