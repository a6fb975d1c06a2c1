/**
 * The name under which the simulator keeps an image: 40 hexadecimal digits that depend on the bytes
 * alone. Figma's are SHA-1; the plugin cannot tell, and a plain mix is synchronous everywhere.
 */
export function imageHash(bytes: Uint8Array): string {
  const words = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let index = 0; index < bytes.length; index++) {
    const word = index % words.length;
    words[word] = Math.imul(words[word] ^ bytes[index], 0x01000193) >>> 0;
  }
  let carried = bytes.length >>> 0;
  return words
    .map((word) => {
      carried = Math.imul(carried ^ word ^ (carried >>> 15), 0x2c1b3c6d) >>> 0;
      return carried.toString(16).padStart(8, '0');
    })
    .join('');
}
