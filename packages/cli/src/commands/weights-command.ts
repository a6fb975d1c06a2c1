import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Said, type Sentence, sentence } from '@pastiche/core';
import {
  CATALOGUE,
  type CatalogueEntry,
  cachedSource,
  catalogueSource,
  type WeightCache,
  type WeightSource,
} from '@pastiche/core/weights';
import type { CommandContext } from '../base/command-context.js';
import { CommandError } from '../base/command-error.js';
import { explainReadError } from '../base/file-errors.js';
import { formatBytes } from '../base/readable-units.js';
import { catalogueEntry } from '../jobs/engine.js';
import { catchInterrupt } from '../jobs/interrupt.js';
import { createReporter } from '../progress/progress.js';
import { BUILT_IN, builtInFile } from '../weights/built-in-network.js';
import { cacheFolder } from '../weights/cache-folder.js';
import { inspectCache } from '../weights/cache-state.js';
import { fileCache } from '../weights/file-cache.js';
import { folderSource } from '../weights/folder-source.js';

/** `pastiche weights list`: the built-in network, the catalogue, and what of it is here. */
export async function listWeights({ terminal }: CommandContext): Promise<void> {
  const { size } = await stat(builtInFile()).catch((error: unknown) => {
    throw explainReadError(builtInFile(), error);
  });
  const { id, title, licence, origin } = BUILT_IN;
  const lines: Said[] = [
    sentence`${id}: ${title}, ${formatBytes(size)}, built in`,
    sentence`  licence: ${licence}`,
    sentence`  origin: ${origin}`,
  ];
  for (const entry of CATALOGUE) {
    const { present, of } = await inspectCache(entry);
    const title = { pattern: entry.title, values: [] };
    lines.push(
      sentence`${entry.id}: ${title}, ${formatBytes(sizeOf(entry))}, ${placeOf(present, of)}`,
      sentence`  licence: ${entry.licence}`,
      sentence`  origin: ${entry.origin}`,
      sentence`  from: ${entry.baseUrl}`,
    );
  }
  for (const line of lines) terminal.out.write(`${terminal.say(line)}\n`);
}

/** `pastiche weights where`: the folder of the cache. */
export function whereWeights({ terminal }: CommandContext): void {
  terminal.out.write(`${cacheFolder()}\n`);
}

/**
 * `pastiche weights fetch`: downloads what is missing. Ctrl-C keeps the files that are whole.
 *
 * @throws StyleTransferError when a download fails; CommandError when it cannot be kept.
 */
export async function fetchWeights(
  network: string,
  options: { readonly from?: string; readonly quiet?: boolean },
  context: CommandContext,
): Promise<void> {
  const entry = catalogueEntry(network);
  const reporter = createReporter(context.terminal, {
    json: false,
    quiet: options.quiet ?? false,
    contents: 1,
  });
  const interrupt = catchInterrupt({ onFirst: () => undefined, onSecond: context.exitAtOnce });
  const cache = strictCache();
  const baseUrl = options.from;
  const onWarning = (message: Said) => reporter.report({ kind: 'note', message });
  try {
    const source = catalogueSource(entry, { cache, baseUrl, onWarning });
    await readAll(entry, source, interrupt.signal, (received) =>
      reporter.report({ kind: 'download', name: entry.id, received, total: sizeOf(entry) }),
    );
    cache.throwFailure();
    reporter.report({ kind: 'note', message: sentence`${entry.id} is in ${cacheFolder()}.` });
  } finally {
    interrupt.release();
    reporter.close();
  }
}

/**
 * `pastiche weights verify`: compares the cached files with their SHA-256.
 *
 * @throws CommandError that names every missing or damaged file.
 */
export async function verifyWeights(network: string, { terminal }: CommandContext): Promise<void> {
  const entry = catalogueEntry(network);
  const { present, of, damaged } = await inspectCache(entry);
  if (present === of) {
    const said = sentence`All ${of} files of ${entry.id} are here and as they should be.`;
    terminal.out.write(`${terminal.say(said)}\n`);
    return;
  }
  const missing = of - present - damaged.length;
  const isDamaged = sentence`${damaged.length} damaged (${damaged.join(', ')})`;
  const isMissing = sentence`${missing} missing`;
  const both = sentence`${isDamaged} and ${isMissing}`;
  const amiss = missing === 0 ? isDamaged : damaged.length === 0 ? isMissing : both;
  throw new CommandError(
    'failed',
    sentence`Of the ${of} files of ${entry.id}, ${amiss}; run: pastiche weights fetch ${entry.id}`,
  );
}

/**
 * `pastiche weights import`: takes over the files of a folder, verified, for machines without a
 * connection.
 *
 * @param path The folder, or any file in it.
 * @throws CommandError and StyleTransferError for a missing file and for one that is another.
 */
export async function importWeights(
  path: string,
  network: string,
  { terminal }: CommandContext,
): Promise<void> {
  const entry = catalogueEntry(network);
  const found = await stat(path).catch((error: unknown) => {
    throw explainReadError(path, error);
  });
  const folder = found.isDirectory() ? path : dirname(path);
  const cache = strictCache();
  const source = cachedSource(folderSource(folder), cache, entry.files);
  await readAll(entry, source, undefined, () => undefined);
  cache.throwFailure();
  const files = Object.keys(entry.files).length;
  const said = sentence`${files} files of ${entry.id} were verified and put into ${cacheFolder()}.`;
  terminal.out.write(`${terminal.say(said)}\n`);
}

/**
 * The engine goes on without a cache that cannot be written, as it should while painting; a command
 * whose whole purpose is the cache must not.
 */
function strictCache(): WeightCache & { throwFailure(): void } {
  const cache = fileCache(cacheFolder());
  let failure: unknown = null;
  return {
    ...cache,
    put: (key, bytes) =>
      cache.put(key, bytes).catch((error: unknown) => {
        failure ??= error;
        throw error;
      }),
    throwFailure: () => {
      if (failure !== null) throw failure;
    },
  };
}

async function readAll(
  entry: CatalogueEntry,
  source: WeightSource,
  signal: AbortSignal | undefined,
  onBytes: (received: number) => void,
): Promise<void> {
  let before = 0;
  try {
    for (const [file, { bytes }] of Object.entries(entry.files)) {
      await source.read(file, { signal, onBytes: (loaded) => onBytes(before + loaded) });
      before += bytes;
    }
  } finally {
    source.close?.();
  }
}

function placeOf(present: number, of: number): Sentence {
  if (present === of) return sentence`in the cache`;
  return present === 0 ? sentence`not here` : sentence`partly here`;
}

function sizeOf(entry: CatalogueEntry): number {
  return Object.values(entry.files).reduce((sum, { bytes }) => sum + bytes, 0);
}
