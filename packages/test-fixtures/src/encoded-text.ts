/** Writes a text as the bytes of a file, without a byte-order mark of its own. */
export type WriteText = (text: string) => Uint8Array<ArrayBuffer>;

/** The encodings in which programs write text. */
export const TEXT_ENCODINGS: readonly (readonly [name: string, write: WriteText])[] = [
  ['UTF-8', (text) => new TextEncoder().encode(text)],
  ['UTF-16 LE', (text) => utf16(text, true)],
  ['UTF-16 BE', (text) => utf16(text, false)],
  ['UTF-32 LE', (text) => utf32(text, true)],
  ['UTF-32 BE', (text) => utf32(text, false)],
];

function utf16(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

function utf32(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const letters = [...text];
  const view = new DataView(new ArrayBuffer(4 * letters.length));
  letters.forEach((letter, at) => {
    view.setUint32(4 * at, letter.codePointAt(0) ?? 0, isLittle);
  });
  return new Uint8Array(view.buffer);
}
