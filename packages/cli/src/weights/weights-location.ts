import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { sentence } from '@pastiche/core';
import { splitWeightsUrl } from '@pastiche/core/weights';
import { CommandError } from '../base/command-error.js';
import { explainReadError } from '../base/file-errors.js';

/** Where the weights of a network are to be read from. */
export type WeightsLocation =
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'folder'; readonly folder: string; readonly file: string }
  | { readonly kind: 'url'; readonly baseUrl: string; readonly file: string };

/** Files that weights can begin with: a TensorFlow.js manifest, or a safetensors file. */
const MANIFEST = 'model.json';
const SAFETENSORS = '.safetensors';

/**
 * Finds out what `--weights` or PASTICHE_WEIGHTS names: a folder with a model.json or one
 * safetensors file, such a file, or the URL of one. Without either it is the catalogue's network.
 *
 * @throws CommandError when nothing readable is there.
 */
export async function locateWeights(
  option: string | null,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<WeightsLocation> {
  const given = option ?? environment.PASTICHE_WEIGHTS ?? '';
  if (given === '') return { kind: 'catalogue' };
  if (/^https?:\/\//i.test(given)) return locateUrl(given);
  const found = await stat(given).catch((error: unknown) => {
    throw explainReadError(given, error);
  });
  if (found.isDirectory()) return { kind: 'folder', folder: given, file: await fileIn(given) };
  refuseOtherFiles(given, given);
  return { kind: 'folder', folder: dirname(given), file: basename(given) };
}

function locateUrl(url: string): WeightsLocation {
  const { baseUrl, file } = splitWeightsUrl(url);
  refuseOtherFiles(file, url);
  return { kind: 'url', baseUrl, file };
}

function refuseOtherFiles(path: string, named: string): void {
  if (extname(path) === SAFETENSORS || extname(path) === '.json') return;
  throw new CommandError(
    'usage',
    sentence`${named} holds no weights that can be read; expected a folder, a ${MANIFEST} with its shards beside it, or a ${SAFETENSORS} file.`,
  );
}

async function fileIn(folder: string): Promise<string> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw explainReadError(folder, error);
  });
  if (names.includes(MANIFEST)) return MANIFEST;
  const candidates = names.filter((name) => extname(name) === SAFETENSORS);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  throw new CommandError(
    'failed',
    candidates.length === 0
      ? sentence`The folder ${folder} holds neither a ${MANIFEST} nor a ${SAFETENSORS} file; name one that does with --weights.`
      : sentence`The folder ${folder} holds several ${SAFETENSORS} files (${candidates.sort().join(', ')}); name one of them with --weights.`,
  );
}
