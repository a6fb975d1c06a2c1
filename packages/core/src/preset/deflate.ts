import { joined } from '../base/joined.js';
import { sentence } from '../base/sentence.js';
import { throughStream } from '../base/through-stream.js';
import { refusePreset } from './preset-fields.js';

/** Small enough that none becomes more than 4 MB. */
const PIECE_BYTES = 4096;

/** Packs bytes (RFC 1951). */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = throughStream(bytes, new CompressionStream('deflate-raw'), PIECE_BYTES);
  return gather(packed, Number.POSITIVE_INFINITY);
}

/**
 * Unpacks what {@link deflate} packed, and stops as soon as there is more than `most` bytes of it.
 *
 * @throws StyleTransferError `invalid-preset`
 */
export async function inflate(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  const unpacked = throughStream(bytes, new DecompressionStream('deflate-raw'), PIECE_BYTES);
  try {
    return await gather(unpacked, most);
  } catch (cause) {
    if (cause instanceof RangeError) {
      return refusePreset(
        sentence`The share string would unpack to more than ${(most / 1e6).toFixed(0)} MB, which no preset has; ask for the file instead.`,
      );
    }
    return refuseDamaged(cause);
  }
}

/** @throws StyleTransferError `invalid-preset` for a share string that is no longer what it was */
export function refuseDamaged(cause: unknown): never {
  return refusePreset(
    sentence`The share string cannot be unpacked; ask for it once more, or for the file.`,
    cause,
  );
}

/** @throws RangeError when there are more bytes than `most` */
async function gather(pieces: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of pieces) {
    parts.push(part);
    size += part.length;
    if (size > most) throw new RangeError('too much');
  }
  return joined(parts);
}
