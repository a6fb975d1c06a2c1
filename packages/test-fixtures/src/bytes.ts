/** A whole number in `count` bytes, the lowest first; negative ones as their complement. */
export function little(value: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => Math.floor(value / 256 ** index) & 255);
}

/** A whole number in `count` bytes, the highest first. */
export function big(value: number, count: number): Uint8Array {
  return little(value, count).reverse();
}

/** Text of one byte a letter. */
export function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Bytes one after another. */
export function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
