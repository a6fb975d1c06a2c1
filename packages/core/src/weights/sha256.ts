import { StyleTransferError } from '../errors.js';

/**
 * SHA-256 of bytes in lower-case hexadecimal, computed by the platform (Web Crypto).
 *
 * @throws StyleTransferError `weights-unavailable` on a page of an insecure origin, which has none.
 */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) {
    const message =
      'Checksums cannot be computed here, expected Web Crypto, which needs a page from https or localhost; open it from there.';
    throw new StyleTransferError('weights-unavailable', message);
  }
  // Web Crypto takes no view on shared memory; nothing here makes one.
  const digest = await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
