/** At most so many bytes has a text in UTF-8: a surrogate pair counts six where it has four. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) bytes += unitBytes(text.charCodeAt(index));
  return bytes;
}

/**
 * Cuts a text into pieces of at most `most` bytes in UTF-8 (at least 4), never within a character.
 */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Both halves of a pair stay together: the first one takes the room of both.
    const needed = isFirstHalf(unit) ? 4 : unitBytes(unit);
    if (bytes + needed > most && !isSecondHalf(unit)) {
      pieces.push(text.slice(start, index));
      start = index;
      bytes = 0;
    }
    bytes += unitBytes(unit);
  }
  pieces.push(text.slice(start));
  return pieces;
}

function unitBytes(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 ? 2 : 3;
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
