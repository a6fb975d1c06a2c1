import { readFile } from 'node:fs/promises';
import { explainReadError } from './file-errors.js';

/**
 * Reads a whole file.
 *
 * @throws CommandError with a sentence for what can go wrong.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw explainReadError(path, error);
  }
}
