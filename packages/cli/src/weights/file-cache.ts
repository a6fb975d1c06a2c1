import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WeightCache } from '@pastiche/core/weights';
import { systemCode } from '../base/command-error.js';
import { explainReadError, explainWriteError } from '../base/file-errors.js';
import { writeOutputFile } from '../output/output-file.js';

/**
 * Keeps downloaded weights as files named after their SHA-256. Several processes may share the
 * folder: a file appears whole or not at all.
 *
 * @param folder Made when the first file is kept.
 */
export function fileCache(folder: string): WeightCache {
  const pathOf = (key: string) => join(folder, key);
  return {
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
        throw explainReadError(pathOf(key), error);
      }
    },
    put: (key, bytes) => writeOutputFile(pathOf(key), bytes, { overwrite: true }),
    delete: (key) =>
      rm(pathOf(key), { force: true }).catch((error: unknown) => {
        throw explainWriteError(pathOf(key), error);
      }),
  };
}
