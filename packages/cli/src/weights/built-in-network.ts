import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { sentence } from '@pastiche/core';
import { type NetworkWeights, readLiteWeights } from '@pastiche/core/weights';
import { explainReadError } from '../base/file-errors.js';

/** What is told of the network that comes with this program. */
export const BUILT_IN = {
  id: 'vgg19-lite',
  title: sentence`a thin network distilled from VGG19`,
  licence: 'Creative Commons Attribution 4.0 International (CC BY 4.0)',
  origin:
    'a derivative of VGG19 by Karen Simonyan and Andrew Zisserman, distilled by the authors of Pastiche',
} as const;

/** The file of `vgg19-lite` in the installed `@pastiche/core`. */
export function builtInFile(): string {
  return createRequire(import.meta.url).resolve('@pastiche/core/vgg19-lite.safetensors');
}

/**
 * Reads the built-in network.
 *
 * @throws CommandError when its file cannot be read; StyleTransferError `invalid-weights` when it is
 * damaged.
 */
export async function readBuiltIn(): Promise<NetworkWeights> {
  const file = builtInFile();
  const bytes = await readFile(file).catch((error: unknown) => {
    throw explainReadError(file, error);
  });
  return readLiteWeights(bytes);
}
