/** Bytes of one call of `fromCharCode`, which takes them as arguments. */
const CHUNK = 8192;

/** Bytes as Base64 (RFC 4648 section 4, padded, on one line). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/** What {@link encodeBase64} wrote; `null` for any other text, also for one that `atob` would forgive. */
export function decodeBase64(text: string): Uint8Array | null {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return null;
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return encodeBase64(bytes) === text ? bytes : null;
}

/** Bytes as Base64 for addresses (RFC 4648 section 5, without padding). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** What {@link encodeBase64Url} wrote; `null` for any other text. */
export function decodeBase64Url(text: string): Uint8Array | null {
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/') + padding;
  return /[+/=]/.test(text) ? null : decodeBase64(base64);
}
