import { sha256InScript } from './sha256-in-script.js';

/**
 * SHA-256 of bytes in lower-case hexadecimal, computed by the platform (Web Crypto) where it has
 * one. A page of an insecure origin has none, such as a plugin's window that was opened by a `data:`
 * address; there the digest is computed in script, several times slower.
 */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  // Web Crypto takes no view on shared memory; nothing here makes one.
  const digest =
    subtle === undefined
      ? sha256InScript(bytes)
      : new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
