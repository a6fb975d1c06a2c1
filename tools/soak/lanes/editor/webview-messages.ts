/** Bytes do not go through JSON, so they go as Base64 in an object of their own. */
export function packed(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  return mapped(value, packed);
}

/** What {@link packed} made. */
export function unpacked(value: unknown): unknown {
  if (isObject(value) && typeof value.base64 === 'string') {
    return new Uint8Array(Buffer.from(value.base64, 'base64'));
  }
  return mapped(value, unpacked);
}

/** The same for a page, which has no Buffer; its function `post` is the host's `hear`. */
export const PAGE_MESSAGES = `{
  const packed = (value) =>
    value instanceof Uint8Array
      ? { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
      : mapped(value, packed);
  const unpacked = (value) =>
    typeof value?.base64 === 'string'
      ? Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0))
      : mapped(value, unpacked);
  const mapped = (value, each) => {
    if (Array.isArray(value)) return value.map(each);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, each(one)]));
  };
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void globalThis.hear(packed(message)),
    getState: () => undefined,
    setState: () => {},
  });
  globalThis.receive = (message) =>
    window.dispatchEvent(new MessageEvent('message', { data: unpacked(message) }));
}
`;

function mapped(value: unknown, each: (one: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(each);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, each(one)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
