/** A stretch of a file, from its first byte to the one after its last. */
export interface Part {
  /** What the format calls it, such as `IHDR`, `APP1` or `VP8X`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where its content lies. */
  readonly data: Uint8Array;
}

/** So many parts has no picture; a file of many millions of empty ones would fill the memory. */
export const MOST_PARTS = 100_000;

/** Where metadata live in a kind of picture file. */
export interface MetadataPlace {
  /** Whether the file begins as this kind does. */
  isKind(bytes: Uint8Array): boolean;
  /** The XMP packet, or `null` where there is none or the file is damaged before it. */
  read(bytes: Uint8Array): Uint8Array | null;
  /** The file with another packet; all else keeps its bytes. `null`: the file is damaged. */
  write(bytes: Uint8Array, packet: Uint8Array): Uint8Array | null;
}

/** Puts bytes one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** ASCII as bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Whether `bytes` hold `expected` at `at`. */
export function holds(bytes: Uint8Array, expected: Uint8Array, at = 0): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte);
}

/** Four bytes as the ASCII text that they are in PNG and WebP. */
export function fourLetters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
