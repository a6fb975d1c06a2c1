// Runs inside the page of the tests of encoding; its function lies on the global object.
import { encodeAs } from '../src/engine/encode-as.js';
import type { PictureEncoding } from '../src/host/host.js';

/** A PNG as another file; bytes travel as base64. */
async function encoded(base64: string, encoding: PictureEncoding): Promise<string> {
  const png = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return btoa(String.fromCharCode(...(await encodeAs(png, encoding))));
}

Object.assign(globalThis, { encoded });
