import { sentence } from '../base/sentence.js';
import { refusePreset } from './preset-fields.js';

/** Small, since a stream may unpack a whole piece at once: no piece becomes more than 4 MB. */
const PIECE_BYTES = 4096;

/** Packs bytes (RFC 1951). */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = piecesOf(bytes).pipeThrough(new CompressionStream('deflate-raw'));
  return gather(packed, Number.POSITIVE_INFINITY);
}

/**
 * Unpacks what {@link deflate} packed, and stops as soon as there is more than `most` bytes of it.
 *
 * @throws StyleTransferError `invalid-preset`
 */
export async function inflate(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  try {
    return await gather(piecesOf(bytes).pipeThrough(new DecompressionStream('deflate-raw')), most);
  } catch (cause) {
    if (cause instanceof RangeError) {
      return refusePreset(
        sentence`The share string would unpack to more than ${(most / 1e6).toFixed(0)} MB, which no preset has; ask for the file instead.`,
      );
    }
    return refusePreset(
      sentence`The share string cannot be unpacked; ask for it once more, or for the file.`,
      cause,
    );
  }
}

function piecesOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(start, start + PIECE_BYTES));
      start += PIECE_BYTES;
    },
  });
}

async function gather(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size > most) {
      // What is still under way may fail now, which is no news.
      reader.cancel().catch(() => {});
      throw new RangeError('too much');
    }
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
