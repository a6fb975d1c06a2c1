import * as LIMITS from '../base/limits.js';

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
export const MOST_PARTS = LIMITS.METADATA_PARTS;

/** Where metadata live in a kind of picture file. */
export interface MetadataPlace {
  /** Whether the file begins as this kind does. */
  isKind(bytes: Uint8Array): boolean;
  /** The XMP packet, or `null` where there is none or the file is damaged before it. */
  read(bytes: Uint8Array): Uint8Array | null;
  /** The file with another packet; all else keeps its bytes. `null`: the file is damaged. */
  write(bytes: Uint8Array, packet: Uint8Array): Uint8Array | null;
}
