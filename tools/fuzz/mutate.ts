import { mutateJson } from './mutate-json.js';
import type { Pick } from './pick.js';
import type { Form } from './targets/fuzz-target.js';

/** The length of a safetensors header, of which two bytes are used here. */
const HEAD = 8;

/** No input grows beyond this, bytes. */
const LONGEST = 16_384;

/** Lengths and sizes that programs stumble over. */
const NUMBERS = [
  0, 1, 2, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 255, 256, 1000, 4096, 0x7fff, 0x8000, 0xffff,
  0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

/** The same in text. */
const DIGITS = [
  ...['0', '-1', '1', '-0', '0.5', '255', '65536', '4294967295', '4294967296', '1e9', '1e308'],
  ...['1e999', '9007199254740993', '-9007199254740993', '1e-400', 'NaN', 'null', '"1"', '[]', '{}'],
];

/** What JSON and addresses are made of. */
const MARKS = [
  ...['{', '}', '[', ']', ':', ',', '"', '\\', '\\u0000', '\\ud800', '\u0000', '\n', '\u001b[2J'],
  ...[
    '\u202e',
    '\ufeff',
    '__proto__',
    'constructor',
    'toString',
    '../',
    '%00',
    '%',
    'true',
    '-',
    '--',
  ],
];

type Change = (bytes: number[], pick: Pick, others: readonly Uint8Array[]) => void;

/** The changes, those that do most first. */
const CHANGES: readonly Change[] = [
  (bytes, pick) => {
    bytes[pick(bytes.length)] = pick(256);
  },
  (bytes, pick) => {
    const at = pick(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8));
  },
  writeNumber,
  writeNumber,
  (bytes, pick) => {
    bytes.splice(pick(bytes.length), 1 + pick(16));
  },
  (bytes, pick) => {
    bytes.length = pick(bytes.length);
  },
  (bytes, pick) => {
    const from = pick(bytes.length);
    const part = bytes.slice(from, from + 1 + pick(64));
    bytes.splice(pick(bytes.length), 0, ...part);
  },
  (bytes, pick) => {
    const from = pick(bytes.length);
    const part = bytes.slice(from, from + 1 + pick(64));
    const at = pick(bytes.length);
    bytes.splice(at, part.length, ...part);
  },
  (bytes, pick) => {
    const filling = Array.from({ length: 1 + pick(64) }, () => 0).fill(pick(256));
    bytes.splice(pick(bytes.length), 0, ...filling);
  },
  (bytes, pick, others) => {
    const other = others[pick(others.length)] ?? new Uint8Array();
    bytes.splice(pick(bytes.length), bytes.length, ...other.subarray(pick(other.length)));
  },
  replaceDigits,
  replaceDigits,
];

/** As {@link mutate}, but half of the time a value in its JSON is changed instead, if it has any. */
export function mutateInForm(
  form: Form | undefined,
  input: Uint8Array,
  pick: Pick,
  mutateBytes: () => Uint8Array,
): Uint8Array {
  if (form === undefined || pick(2) === 0) return mutateBytes();
  const header = form === 'json' ? input : headerOf(input);
  const text = mutateJson(new TextDecoder().decode(header), pick);
  if (text === null) return mutateBytes();
  const changed = new TextEncoder().encode(text);
  return form === 'json' ? changed : withHeader(input, header.length, changed);
}

/** Of a safetensors file: the JSON behind its length. */
function headerOf(input: Uint8Array): Uint8Array {
  return input.subarray(HEAD, HEAD + (input[0] ?? 0) + 256 * (input[1] ?? 0));
}

function withHeader(input: Uint8Array, length: number, header: Uint8Array): Uint8Array {
  const head = new Uint8Array(HEAD);
  head.set([header.length & 255, header.length >> 8]);
  return Uint8Array.from([...head, ...header, ...input.subarray(HEAD + length)]);
}

/**
 * Makes an input of another: one to eight changes, of single bytes up to whole pieces.
 *
 * @param others what pieces may come from
 * @param words what is written into it now and then
 */
export function mutate(
  input: Uint8Array,
  pick: Pick,
  others: readonly Uint8Array[],
  words: readonly string[],
): Uint8Array {
  const bytes = [...input];
  const known = [...words, ...MARKS];
  for (let left = 1 + pick(1 + pick(8)); left > 0; left--) {
    const which = pick(CHANGES.length + 3);
    const change = CHANGES[which];
    if (bytes.length === 0 || change === undefined) {
      const word = new TextEncoder().encode(known[pick(known.length)]);
      bytes.splice(pick(bytes.length + 1), pick(2) === 0 ? 0 : word.length, ...word);
    } else {
      change(bytes, pick, others);
    }
  }
  return Uint8Array.from(bytes.slice(0, LONGEST));
}

function writeNumber(bytes: number[], pick: Pick): void {
  const value = NUMBERS[pick(NUMBERS.length)] ?? 0;
  const count = [1, 2, 4, 8][pick(4)] ?? 1;
  const isLittle = pick(2) === 0;
  const at = pick(bytes.length);
  for (let index = 0; index < count && at + index < bytes.length; index++) {
    const place = isLittle ? index : count - 1 - index;
    bytes[at + index] = Math.floor(value / 256 ** place) & 255;
  }
}

/** A number in text becomes another, wherever the next one stands. */
function replaceDigits(bytes: number[], pick: Pick): void {
  const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
  let from = pick(bytes.length);
  while (from < bytes.length && !isDigit(bytes[from])) from += 1;
  if (from === bytes.length) return;
  let to = from;
  while (isDigit(bytes[to])) to += 1;
  const digits = new TextEncoder().encode(DIGITS[pick(DIGITS.length)]);
  bytes.splice(from, to - from, ...digits);
}
