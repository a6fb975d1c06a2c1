import { viewOf } from './view-of.js';

const BLOCK = 64;
const ROUNDS = 64;

/** K of the standard: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
const CONSTANTS = fractions(primes(ROUNDS), Math.cbrt);
/** H⁽⁰⁾: the same of the square roots of the first eight. */
const INITIAL = fractions(primes(8), Math.sqrt);

/**
 * SHA-256 (FIPS 180-4, section 6.2) where the platform offers none.
 *
 * @returns the 32 bytes of the digest
 */
export function sha256InScript(bytes: Uint8Array): Uint8Array {
  const state = Int32Array.from(INITIAL);
  const schedule = new Int32Array(ROUNDS);
  const whole = bytes.length - (bytes.length % BLOCK);
  const read = viewOf(bytes);
  for (let at = 0; at < whole; at += BLOCK) addBlock(state, schedule, read, at);
  const end = padded(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < end.byteLength; at += BLOCK) addBlock(state, schedule, end, at);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

/** What is left of a message, the bit 1, zeros, and the message's length in bits (section 5.1.1). */
function padded(rest: Uint8Array, length: number): DataView {
  const end = new Uint8Array(rest.length + 9 <= BLOCK ? BLOCK : 2 * BLOCK);
  end.set(rest);
  end[rest.length] = 0x80;
  const view = new DataView(end.buffer);
  view.setUint32(end.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(end.length - 4, (length << 3) >>> 0);
  return view;
}

function addBlock(state: Int32Array, schedule: Int32Array, block: DataView, at: number): void {
  expand(schedule, block, at);
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < ROUNDS; t++) {
    const sigma1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sigma1 + choice + CONSTANTS[t] + schedule[t]) | 0;
    const sigma0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sigma0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] += word;
  });
}

/** The message schedule W of one block. */
function expand(schedule: Int32Array, block: DataView, at: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = block.getInt32(at + t * 4);
  for (let t = 16; t < ROUNDS; t++) {
    const w15 = schedule[t - 15];
    const w2 = schedule[t - 2];
    const sigma0 = rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 >>> 3);
    const sigma1 = rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 >>> 10);
    schedule[t] = schedule[t - 16] + sigma0 + schedule[t - 7] + sigma1;
  }
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  }
  return found;
}

function fractions(of: readonly number[], root: (n: number) => number): readonly number[] {
  return of.map((prime) => Math.floor((root(prime) % 1) * 2 ** 32) | 0);
}
