import {
  CATALOGUE,
  type CatalogueEntry,
  catalogueSource,
  httpSource,
  LAYER_NAMES,
  loadWeights,
  type NetworkWeights,
  type Parameters,
  selectBackend,
  type WeightSource,
} from '@pastiche/core';
import { cacheFolder } from './cache-folder.js';
import { CommandError } from './command-error.js';
import { fileCache } from './file-cache.js';
import { folderSource } from './folder-source.js';
import type { Report } from './run-event.js';
import type { EnginePlan } from './run-plan.js';
import { locateWeights } from './weights-location.js';

/** What is needed to set up the engine: part of a run's plan. */
export interface EngineNeeds {
  readonly engine: EnginePlan;
  readonly parameters: Pick<Parameters, 'contentLayers' | 'styleLayers'>;
}

export interface LoadOptions {
  readonly report: Report;
  readonly signal: AbortSignal;
}

/**
 * Starts the backend and reads the weights, from where the plan says, else from the cache, else by
 * download into it.
 *
 * @throws CommandError for an unknown network or a missing file; StyleTransferError from the
 * engine, `aborted` on Ctrl-C.
 */
export async function loadEngine(
  { engine, parameters }: EngineNeeds,
  { report, signal }: LoadOptions,
): Promise<NetworkWeights> {
  const entry = catalogueEntry(engine.network);
  const { source, file } = await openSource(entry, engine, report);
  const { name, reason } = await selectBackend({ preferred: engine.backend });
  if (name === 'cpu' && engine.backend === 'auto') {
    report({ kind: 'note', message: `Computing without WebAssembly, which is slow: ${reason}.` });
  }
  const layers = { ...parameters.contentLayers, ...parameters.styleLayers };
  const deepest = LAYER_NAMES.filter((name) => name in layers).at(-1) ?? 'conv1_1';
  const onProgress = ({ loaded, total }: { loaded: number; total: number | null }) =>
    report({ kind: 'download', name: entry.id, received: loaded, total });
  return loadWeights({ source, file, deepest, signal, onProgress, id: entry.id });
}

/**
 * The known network of a name.
 *
 * @throws CommandError (wrong usage) with the known names.
 */
export function catalogueEntry(network: string): CatalogueEntry {
  const entry = CATALOGUE.find(({ id }) => id === network);
  if (entry !== undefined) return entry;
  const known = CATALOGUE.map(({ id }) => id).join(', ');
  throw new CommandError('usage', `There is no network '${network}'; known: ${known}.`);
}

async function openSource(
  entry: CatalogueEntry,
  engine: EnginePlan,
  report: Report,
): Promise<{ source: WeightSource; file: string }> {
  const location = await locateWeights(engine.weights);
  if (location.kind === 'folder') {
    return { source: folderSource(location.folder), file: location.file };
  }
  if (location.kind === 'url') {
    return { source: httpSource({ baseUrl: location.baseUrl }), file: location.file };
  }
  const cache = fileCache(cacheFolder());
  const onWarning = (message: string) => report({ kind: 'note', message });
  return { source: catalogueSource(entry, { cache, onWarning }), file: entry.file };
}
