import {
  type CatalogueEntry,
  cachedSource,
  catalogueSource,
  sentence,
  type WeightSource,
} from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { folderOf } from '../pictures/place-names.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';

export interface WeightsSourceOptions {
  readonly entry: CatalogueEntry;
  readonly files: Files;
  /** `pastiche.weights.source`: empty, an address, or a path. */
  sourceSetting(): string;
  /** The place of a path on this computer. */
  fileAt(path: string): Uri;
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** A network's files where the setting says, each verified as it is read. */
export function weightsSource(options: WeightsSourceOptions): WeightSource {
  const { entry, fetch, fileAt, sourceSetting } = options;
  const setting = sourceSetting().trim();
  if (setting === '') return catalogueSource(entry, { fetch });
  if (/^https?:\/\//i.test(setting)) return catalogueSource(entry, { fetch, baseUrl: setting });
  return sourceAt(fileAt(setting), options);
}

/** @param place the folder, or the manifest in it */
function sourceAt(
  place: Uri,
  { entry, files }: Pick<WeightsSourceOptions, 'entry' | 'files'>,
): WeightSource {
  const folder = place.path.endsWith('.json') ? folderOf(place) : place;
  const reading: WeightSource = {
    name: 'the folder in pastiche.weights.source',
    async read(file, { signal, onBytes } = {}) {
      signal?.throwIfAborted();
      const bytes = await files.read(files.at(folder, file)).catch((cause: unknown) => {
        throw new ExtensionError(
          'not-found',
          sentence`The folder in the setting pastiche.weights.source should hold ${file}, but it cannot be read; correct the setting.`,
          { cause },
        );
      });
      onBytes?.(bytes.byteLength, bytes.byteLength);
      return bytes;
    },
  };
  return cachedSource(reading, null, entry.files);
}
