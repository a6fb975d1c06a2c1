import { decodeBase64Url, encodeBase64Url } from '../base/base64.js';
import { crc32 } from '../base/crc32.js';
import * as LIMITS from '../base/limits.js';
import { sentence } from '../base/sentence.js';
import { deflate, inflate, refuseDamaged } from './deflate.js';
import type { Preset } from './preset.js';
import { refusePreset } from './preset-fields.js';
import { encodePreset, parsePreset } from './preset-file.js';

/** The form that is written; larger numbers are refused. */
const VERSION = 1;
const START = /pastiche:(\d{1,9}):/i;

/** Before the packed text: its length and a CRC-32 of both, so that each fault gets its own sentence. */
const HEAD_BYTES = 8;

/** Names beyond ASCII have more bytes than characters, but there are few of them. */
const TEXT_BYTES = LIMITS.PRESET_TEXT_CHARACTERS + 100_000;
const STRING_CHARACTERS = 1.5 * TEXT_BYTES;

/** What chat and mail programs put into a long word: blanks, line breaks, marks of a quote, marks unseen. */
const STRAY = /[\s>\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
/** A share string begins within so many characters of what is pasted. */
const LEAD_CHARACTERS = 10_000;

/**
 * Writes a preset as one word that can be pasted into a chat: `pastiche:1:` and, in Base64 for
 * addresses, length and checksum and the packed text of {@link encodePreset}.
 *
 * @throws StyleTransferError `invalid-preset`
 */
export async function encodePresetString(preset: Preset): Promise<string> {
  const packed = await deflate(new TextEncoder().encode(encodePreset(preset)));
  const bytes = new Uint8Array(HEAD_BYTES + packed.length);
  const head = new DataView(bytes.buffer);
  head.setUint32(4, packed.length);
  bytes.set(packed, HEAD_BYTES);
  head.setUint32(0, crc32(bytes.subarray(4)));
  return `pastiche:${VERSION}:${encodeBase64Url(bytes)}`;
}

/** Whether a text holds a share string, whole or not, of this version or another. */
export function holdsPresetString(text: string): boolean {
  return START.test(text.slice(0, LEAD_CHARACTERS).replace(STRAY, ''));
}

/**
 * Reads what {@link encodePresetString} wrote, also from a message that quotes or wraps it.
 *
 * @throws StyleTransferError `invalid-preset`: one sentence
 *
 * @example
 * const preset = await parsePresetString(await navigator.clipboard.readText());
 */
export async function parsePresetString(text: string): Promise<Preset> {
  const bytes = wholeBytes(lettersOf(text));
  const unpacked = await inflate(bytes.subarray(HEAD_BYTES), TEXT_BYTES);
  return parsePreset(asText(unpacked));
}

/**
 * Reads a preset from the text of a file or from a share string, whichever it is.
 *
 * @throws StyleTransferError `invalid-preset`
 */
export async function readPreset(text: string): Promise<Preset> {
  const isFile = text.trimStart().startsWith('{') || !holdsPresetString(text);
  return isFile ? parsePreset(text) : parsePresetString(text);
}

/** Not lenient: letters that cannot be read would silently become others. */
function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    return refuseDamaged(cause);
  }
}

/** All that comes after the version. */
function lettersOf(text: string): string {
  if (text.length > STRING_CHARACTERS) {
    refusePreset(
      sentence`A share string may have at most ${inMegabytes(STRING_CHARACTERS)}, but this text has ${inMegabytes(text.length)}; ask for the file instead.`,
    );
  }
  const word = text.replace(STRAY, '');
  const start = START.exec(word.slice(0, LEAD_CHARACTERS));
  if (start === null) {
    return refusePreset(
      sentence`A share string begins with "pastiche:${VERSION}:", but this text holds none; copy all of it.`,
    );
  }
  const version = Number(start[1]);
  if (version > VERSION) {
    refusePreset(
      sentence`This share string was made by a newer Pastiche (version ${version}, this one reads ${VERSION}); update Pastiche.`,
    );
  }
  if (version < VERSION) {
    refusePreset(
      sentence`This share string has the version 0, which never was; copy it once more.`,
    );
  }
  return word.slice(start.index + start[0].length);
}

/** What was packed, with its head; what a message says after the share string is left out. */
function wholeBytes(letters: string): Uint8Array {
  const own = /^[\w-]*/.exec(letters)?.[0] ?? '';
  const head = decodeBase64Url(own.slice(0, 12));
  const expected = head?.length === 9 ? charactersOf(HEAD_BYTES + uint32(head, 4)) : 12;
  if (own.length < expected) refuseShort(own.length, expected, letters.charAt(own.length));
  const bytes = decodeBase64Url(own.slice(0, expected));
  if (bytes === null || crc32(bytes.subarray(4)) !== uint32(bytes, 0)) {
    return refusePreset(
      sentence`The share string was changed on its way; copy all of it once more.`,
    );
  }
  return bytes;
}

function refuseShort(length: number, expected: number, next: string): never {
  return refusePreset(
    next === ''
      ? sentence`The share string is cut off or mistyped: ${expected} characters should follow its version, but ${length} came; copy all of it once more.`
      : sentence`The share string is mistyped: it holds ${JSON.stringify(next)} after ${length} characters, which none has; copy all of it once more.`,
  );
}

function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

/** Of Base64 without padding. */
function charactersOf(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}

function inMegabytes(count: number): string {
  return `${(count / 1e6).toFixed(0)} MB`;
}
