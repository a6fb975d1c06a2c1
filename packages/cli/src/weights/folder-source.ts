import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isStyleTransferError, type Said, StyleTransferError, sentence } from '@pastiche/core';
import {
  isLfsPointer,
  lfsPointerError,
  type ReadOptions,
  type WeightSource,
} from '@pastiche/core/weights';
import { explainReadError } from '../base/file-errors.js';

/** Bytes between two reports of progress. */
const CHUNK_BYTES = 4 << 20;

/**
 * A source of weights in a folder of this machine; only the bytes that are asked for are read.
 *
 * @example
 * await loadWeights({ source: folderSource('/models/vgg19'), deepest: 'conv5_1' });
 */
export function folderSource(folder: string): WeightSource {
  return {
    name: folder,
    async read(file, options = {}) {
      const path = join(folder, file);
      const handle = await open(path).catch((error: unknown) => {
        throw unavailable(path, error);
      });
      try {
        return await readPart(handle, path, options);
      } catch (error) {
        throw isStyleTransferError(error) ? error : unavailable(path, error);
      } finally {
        // What was read is read; and what failed before is what people should hear of.
        await handle.close().catch(() => undefined);
      }
    },
  };
}

function unavailable(path: string, cause: unknown): StyleTransferError {
  const { said } = explainReadError(path, cause);
  return new StyleTransferError('weights-unavailable', said, { cause });
}

async function readPart(
  handle: FileHandle,
  path: string,
  { start = 0, end, fileBytes, signal, onBytes }: ReadOptions,
): Promise<Uint8Array> {
  const { size } = await handle.stat();
  const last = end ?? size;
  const isOther = fileBytes !== undefined && size !== fileBytes;
  if (isOther || size < Math.max(start, last)) {
    await refuseLfsPointer(handle, path);
    throw wrongSize(path, size, isOther ? String(fileBytes) : sentence`at least ${last}`);
  }
  const bytes = new Uint8Array(last - start);
  for (let done = 0; done < bytes.length; ) {
    if (signal?.aborted) {
      throw new StyleTransferError('aborted', sentence`Reading the weights was cancelled.`, {
        cause: signal.reason,
      });
    }
    const { bytesRead } = await handle.read(
      bytes,
      done,
      Math.min(CHUNK_BYTES, bytes.length - done),
      start + done,
    );
    if (bytesRead === 0) throw wrongSize(path, start + done, sentence`at least ${last}`);
    done += bytesRead;
    onBytes?.(done, bytes.length);
  }
  return bytes;
}

/** Repositories of models keep their weights so, and not every clone brings them. */
async function refuseLfsPointer(handle: FileHandle, path: string): Promise<void> {
  const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(64), position: 0 });
  if (isLfsPointer(buffer.subarray(0, bytesRead))) throw lfsPointerError('invalid-weights', path);
}

function wrongSize(path: string, bytes: number, expected: Said): StyleTransferError {
  return new StyleTransferError(
    'invalid-weights',
    bytes === 1
      ? sentence`${path} has 1 byte, expected ${expected}; it is cut short or another file, fetch it again.`
      : sentence`${path} has ${bytes} bytes, expected ${expected}; it is cut short or another file, fetch it again.`,
  );
}
