/** `String.fromCharCode` takes its arguments from the stack, which has room for about so many. */
const CHUNK = 0x8000;

/**
 * Bytes as an address that `<img>` and CSS can show where `blob:` is forbidden.
 *
 * @example
 * dataUrl('image/webp', bytes); // 'data:image/webp;base64,UklG…'
 */
export function dataUrl(mediaType: string, bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return `data:${mediaType};base64,${btoa(binary)}`;
}
