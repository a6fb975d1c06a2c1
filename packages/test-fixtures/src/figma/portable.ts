/** Bytes on their way between the test and the page. */
export interface Base64Bytes {
  readonly $base64: string;
}

/** A value with every Uint8Array in it as base64, for JSON. */
export function toPortable(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    let text = '';
    // In pieces, because a call takes only so many arguments.
    for (let at = 0; at < value.length; at += 0x8000) {
      text += String.fromCharCode(...value.subarray(at, at + 0x8000));
    }
    return { $base64: btoa(text) } satisfies Base64Bytes;
  }
  return mapped(value, toPortable);
}

/** The inverse of `toPortable`. */
export function fromPortable(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$base64' in value) {
    return Uint8Array.from(atob(String(value.$base64)), (letter) => letter.charCodeAt(0));
  }
  return mapped(value, fromPortable);
}

function mapped(value: unknown, each: (value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(each);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)]));
}
