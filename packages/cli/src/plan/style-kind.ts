import { extname } from 'node:path';
import { presetEnding } from '../input/preset-input.js';
import { isStream, readBytes } from '../input/read-bytes.js';

/** Marks a file that holds the statistics of a style instead of a picture. */
export const STATISTICS_EXTENSION = '.pastiche-style';

export type StyleKind = 'preset' | 'statistics' | 'picture';

/** As much of a pipe as is looked at. */
const LOOKED_AT = 512;

/**
 * What a `--style` holds: by the ending of its name, and of a pipe, which has none, by its first bytes.
 *
 * @throws CommandError for a pipe that cannot be read.
 */
export async function kindOfStyle(file: string): Promise<StyleKind> {
  if (presetEnding(file) !== null) return 'preset';
  if (extname(file).toLowerCase() === STATISTICS_EXTENSION) return 'statistics';
  return (await isStream(file)) ? kindOfBytes(await readBytes(file)) : 'picture';
}

/** What else than a picture some bytes could be. */
export function kindOfBytes(bytes: Uint8Array): StyleKind {
  if (isSafetensors(bytes)) return 'statistics';
  return isText(bytes.subarray(0, LOOKED_AT)) ? 'preset' : 'picture';
}

/** The length of a header below 4 GiB in 8 bytes, then the header, which is JSON. */
function isSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b && bytes.subarray(4, 8).every((byte) => byte === 0);
}

/** With a mark of UTF-16, or without control characters; what begins with `<` is an SVG. */
function isText(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const isPrinted = (byte: number) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13;
  return bytes.every(isPrinted) && first !== 0x3c;
}
