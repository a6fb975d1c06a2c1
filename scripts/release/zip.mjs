// Writes zip archives that are to the byte the same for the same files.
import { crc32, deflateRawSync } from 'node:zlib';

/** The first of January 2020, as MS-DOS counts. */
const DATE = ((2020 - 1980) << 9) | (1 << 5) | 1;
const UTF_8 = 1 << 11;
const DEFLATED = 8;
const VERSION = 20;

/**
 * A zip archive (PKWARE's APPNOTE 6.3, without its extensions: at most 65,535 files and 4 GiB).
 *
 * @param {Readonly<Record<string, Uint8Array>>} files by their paths, with slashes; kept in this order
 * @returns {Buffer}
 */
export function zip(files) {
  const locals = [];
  const entries = [];
  let offset = 0;
  for (const [path, bytes] of Object.entries(files)) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(bytes, { level: 9 });
    const fields = Buffer.concat([
      halves(VERSION, UTF_8, DEFLATED, 0, DATE),
      words(crc32(bytes), packed.length, bytes.length),
      halves(name.length, 0),
    ]);
    locals.push(words(0x04034b50), fields, name, packed);
    // No comment, first disk, no attributes; then where its local header begins.
    const more = Buffer.concat([halves(0, 0, 0), words(0, offset)]);
    entries.push(Buffer.concat([words(0x02014b50), halves(VERSION), fields, more, name]));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const counts = halves(0, 0, entries.length, entries.length);
  const end = [words(0x06054b50), counts, words(directory.length, offset), halves(0)];
  return Buffer.concat([...locals, directory, ...end]);
}

/** @param {number[]} values of 16 bits each */
function halves(...values) {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index);
  return bytes;
}

/** @param {number[]} values of 32 bits each */
function words(...values) {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
}
