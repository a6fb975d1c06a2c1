import { type CatalogueEntry, VGG19 } from '@pastiche/panel/core';
import { createSharedDownload, type ProgressListener } from '@pastiche/panel/shared-download';
import type { Uri } from 'vscode';
import { codeOf } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import type { Log } from '../ports/log.js';
import { writeWhole } from '../saving/write-painting.js';
import type { WeightsSourceOptions } from './weights-source.js';

export interface WeightsStoreOptions extends Omit<WeightsSourceOptions, 'entry'> {
  readonly log: Log;
  /** Where the files are kept. */
  readonly folder: Uri;
  /** What is kept; VGG19 when left out. */
  readonly entry?: CatalogueEntry;
}

export type WeightsProgress = ProgressListener<number>;

/** VGG19's files, downloaded once and kept. */
export interface WeightsStore {
  readonly folder: Uri;
  /**
   * `here`: every file is there in its full size; `bytes`: what is there; `inFolder`: what is missing is
   * copied from a folder, not downloaded.
   */
  state(): Promise<{ readonly here: boolean; readonly bytes: number; readonly inFolder: boolean }>;
  /**
   * Brings the files that are missing, each one verified, and resolves when all are there. Who asks
   * while others wait shares their download; it ends when all of them have given up.
   *
   * @throws StyleTransferError, ExtensionError
   */
  bring(onProgress: WeightsProgress, signal: AbortSignal): Promise<void>;
  remove(): Promise<void>;
}

export function createWeightsStore(options: WeightsStoreOptions): WeightsStore {
  const { files, folder, log, entry = VGG19 } = options;
  // Several panels may want the same at once.
  const shared = createSharedDownload((signal, onProgress: WeightsProgress) =>
    bringAll({ ...options, entry }, onProgress, signal),
  );
  return {
    folder,
    state: async () => {
      const sizes = await sizesOf(entry, files, folder);
      const bytes = sizes.reduce((sum, { there }) => sum + (there ?? 0), 0);
      const here = sizes.every(({ there, wanted }) => there === wanted);
      return { here, bytes, inFolder: !/^(https?:|$)/i.test(options.sourceSetting().trim()) };
    },
    bring: (onProgress, signal) => shared(signal, onProgress),
    remove: async () => {
      try {
        await files.remove(folder, { trash: false });
      } catch (error) {
        if (codeOf(error) !== 'not-found') throw error;
      }
      log.info('The downloaded weights were removed.');
    },
  };
}

type Bringing = WeightsStoreOptions & { readonly entry: CatalogueEntry };

async function bringAll(
  options: Bringing,
  onProgress: WeightsProgress,
  signal: AbortSignal,
): Promise<void> {
  const { files, folder, log, entry } = options;
  const sizes = await sizesOf(entry, files, folder);
  const total = sizes.reduce((sum, { wanted }) => sum + wanted, 0);
  let done = sizes.reduce((sum, { there, wanted }) => sum + (there === wanted ? wanted : 0), 0);
  onProgress(done, total);
  if (done === total) return;
  await files.makeFolder(folder);
  // A script of its own in VS Code's host: few sessions download anything.
  const { weightsSource } = await import('./weights-source.js');
  const source = weightsSource(options);
  log.info(`VGG19 is fetched from ${source.name}.`);
  try {
    for (const { name, there, wanted } of sizes) {
      if (there === wanted) continue;
      const onBytes = (loaded: number) => onProgress(done + loaded, total);
      const bytes = await source.read(name, { signal, onBytes });
      await writeWhole(files, files.at(folder, name), bytes, { overwrite: true });
      done += wanted;
      onProgress(done, total);
    }
  } finally {
    source.close?.();
  }
  log.info('VGG19 is here and verified.');
}

async function sizesOf(entry: CatalogueEntry, files: Files, folder: Uri) {
  const wanted = Object.entries(entry.files);
  return Promise.all(
    wanted.map(async ([name, { bytes }]) => ({
      name,
      wanted: bytes,
      there: await files.sizeOf(files.at(folder, name)),
    })),
  );
}
