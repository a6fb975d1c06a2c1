import { viewOf } from './view-of.js';

/** Enough to tell an encoding, and nothing beside a file. */
const SAMPLE_BYTES = 1024;

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

export interface DecodeTextOptions {
  /** Throws a TypeError for bytes that are no letters, instead of reading U+FFFD for them; default: false. */
  readonly fatal?: boolean;
}

/**
 * The text of a file: UTF-8, UTF-16 or UTF-32 as its byte-order mark says. Without a mark it is UTF-8, unless
 * zeros stand where the other two have them in Latin text. The mark itself is left out. What Windows
 * PowerShell and Notepad write ("Unicode") is UTF-16.
 *
 * @throws TypeError with `fatal`
 *
 * @example
 * const preset = await readPreset(decodeText(new Uint8Array(await file.arrayBuffer())));
 */
export function decodeText(bytes: Uint8Array, { fatal = false }: DecodeTextOptions = {}): string {
  const encoding = markedEncoding(bytes) ?? encodingByZeros(bytes.subarray(0, SAMPLE_BYTES));
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    return decodeUtf32(bytes, encoding === 'utf-32le', fatal);
  }
  return new TextDecoder(encoding, { fatal }).decode(bytes);
}

function markedEncoding([a, b, c, d]: Uint8Array): TextEncoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  // The mark of UTF-16 begins that of UTF-32.
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : null;
}

function encodingByZeros(sample: Uint8Array): TextEncoding {
  const zeros = [0, 0, 0, 0];
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  }
  const pattern = zeros.map((count) => (count > sample.length / 8 ? '0' : 'x')).join('');
  const known: Readonly<Record<string, TextEncoding>> = {
    x0x0: 'utf-16le',
    '0x0x': 'utf-16be',
    x000: 'utf-32le',
    '000x': 'utf-32be',
  };
  return known[pattern] ?? 'utf-8';
}

/** No decoder of the platform knows it. */
function decodeUtf32(bytes: Uint8Array, isLittle: boolean, fatal: boolean): string {
  const view = viewOf(bytes);
  const letters: string[] = [];
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, isLittle);
    const isLetter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    if (!isLetter && fatal) throw new TypeError(`${point} at ${at} is no letter of UTF-32.`);
    letters.push(isLetter ? String.fromCodePoint(point) : '\ufffd');
  }
  if (at < bytes.length && fatal) throw new TypeError('The last letter of UTF-32 is cut off.');
  if (at < bytes.length) letters.push('\ufffd');
  return letters.join('').replace(/^\ufeff/, '');
}
