/**
 * FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): tells bytes or texts apart, against accident and
 * not against forgers. Values above 255 go in whole, so the sum of a text is that of its bytes only for ASCII.
 *
 * This file is the language and nothing else, so that it runs in Figma's sandbox too, which has no `TextEncoder`.
 *
 * @param values bytes, code points, or a text, which counts as its UTF-16 units
 * @returns 0 to 2³² − 1
 */
export function fnv1a(values: ArrayLike<number> | string): number {
  const at =
    typeof values === 'string'
      ? (index: number) => values.charCodeAt(index)
      : (index: number) => values[index] ?? 0;
  let hash = 0x811c9dc5;
  for (let index = 0; index < values.length; index += 1) {
    hash = Math.imul(hash ^ at(index), 0x01000193);
  }
  return hash >>> 0;
}
