const MARKER = 0xff;
const START = 0xd8;
const END = 0xd9;

/** APP14 of Adobe, whose last byte says whether three channels are RGB (0) or YCbCr (1). */
const ADOBE = [MARKER, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0];

/**
 * Makes a strip or tile that is packed with JPEG a file of its own: with the tables that all of them share, and with
 * the meaning of its channels, which only the TIFF tells.
 *
 * @param tables of the directory (JPEGTables), a JPEG without a picture
 */
export function jpegOfChunk(
  chunk: Uint8Array,
  tables: Uint8Array | null,
  isYCbCr: boolean,
): Uint8Array {
  const start = [MARKER, START, ...ADOBE, isYCbCr ? 1 : 0];
  const shared =
    tables === null || !isStart(tables) ? new Uint8Array() : withoutEnd(tables.subarray(2));
  const body = withoutEnd(isStart(chunk) ? chunk.subarray(2) : chunk);
  const file = new Uint8Array(start.length + shared.length + body.length + 2);
  file.set(start);
  file.set(shared, start.length);
  file.set(body, start.length + shared.length);
  file.set([MARKER, END], file.length - 2);
  return file;
}

function isStart(bytes: Uint8Array): boolean {
  return bytes[0] === MARKER && bytes[1] === START;
}

function withoutEnd(bytes: Uint8Array): Uint8Array {
  const last = bytes.length - 2;
  return bytes[last] === MARKER && bytes[last + 1] === END ? bytes.subarray(0, last) : bytes;
}
