import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isStyleTransferError, StyleTransferError } from '@pastiche/core';
import type { ReadOptions, WeightSource } from '@pastiche/core/weights';
import { explainReadError } from '../base/file-errors.js';
import { counted } from '../base/readable-units.js';

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
  const { message } = explainReadError(path, cause);
  return new StyleTransferError('weights-unavailable', message, { cause });
}

async function readPart(
  handle: FileHandle,
  path: string,
  { start = 0, end, fileBytes, signal, onBytes }: ReadOptions,
): Promise<Uint8Array> {
  const { size } = await handle.stat();
  if (fileBytes !== undefined && size !== fileBytes) throw wrongSize(path, size, `${fileBytes}`);
  const last = end ?? size;
  if (size < Math.max(start, last)) throw wrongSize(path, size, `at least ${last}`);
  const bytes = new Uint8Array(last - start);
  for (let done = 0; done < bytes.length; ) {
    if (signal?.aborted) {
      throw new StyleTransferError('aborted', 'Reading the weights was cancelled.', {
        cause: signal.reason,
      });
    }
    const { bytesRead } = await handle.read(
      bytes,
      done,
      Math.min(CHUNK_BYTES, bytes.length - done),
      start + done,
    );
    if (bytesRead === 0) throw wrongSize(path, start + done, `at least ${last}`);
    done += bytesRead;
    onBytes?.(done, bytes.length);
  }
  return bytes;
}

function wrongSize(path: string, bytes: number, expected: string): StyleTransferError {
  return new StyleTransferError(
    'invalid-weights',
    `${path} has ${counted(bytes, 'byte')}, expected ${expected}; it is cut short or another file, fetch it again.`,
  );
}
