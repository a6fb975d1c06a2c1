// Runs inside the page of the tests of decoding; its function lies on the global object.
import { decodePicture } from '../src/engine/worker/pictures/decode-picture.js';

/** What the browser itself shows of a picture. */
async function shown(bytes: Uint8Array<ArrayBuffer>) {
  const bitmap = await createImageBitmap(new Blob([bytes]), { premultiplyAlpha: 'none' });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** A picture's pixels, or the code and the sentence of its refusal; bytes travel as base64. */
async function decoded(base64: string, how: 'engine' | 'browser') {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  try {
    const { width, height, data } = await (how === 'engine' ? decodePicture : shown)(bytes);
    let text = '';
    for (let at = 0; at < data.length; at += 8192) {
      text += String.fromCharCode(...data.subarray(at, at + 8192));
    }
    return { width, height, data: btoa(text), refusal: null };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { width: 0, height: 0, data: '', refusal: `${code}: ${message}` };
  }
}

Object.assign(globalThis, { decoded });
