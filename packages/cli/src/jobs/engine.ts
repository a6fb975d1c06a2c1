import {
  type Parameters,
  type Said,
  type StylizeRequest,
  selectBackend,
  sentence,
} from '@pastiche/core';
import { LAYER_NAMES } from '@pastiche/core/parts';
import {
  CATALOGUE,
  type CatalogueEntry,
  catalogueSource,
  httpSource,
  loadWeights,
  type NetworkWeights,
  readLiteWeights,
  VGG19,
  type WeightSource,
} from '@pastiche/core/weights';
import { CommandError, describeError } from '../base/command-error.js';
import type { Report } from '../progress/command-event.js';
import { BUILT_IN, readBuiltIn } from '../weights/built-in-network.js';
import { cacheFolder } from '../weights/cache-folder.js';
import { fileCache } from '../weights/file-cache.js';
import { folderSource } from '../weights/folder-source.js';
import { locateWeights } from '../weights/weights-location.js';
import type { ChosenEngine } from './network-choice.js';
import { processorCount } from './processor-count.js';
import { allowRelaxedSimd } from './relaxed-simd.js';
import { workerThreads } from './worker-threads.js';

/** What is needed to set up the engine: part of a run's plan. */
export interface EngineNeeds {
  readonly engine: ChosenEngine;
  readonly parameters: Pick<Parameters, 'contentLayers' | 'styleLayers'>;
}

export interface LoadOptions {
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** The network that paints, and the one that begins where there are two. */
export type RunNetworks = Pick<StylizeRequest, 'weights' | 'coarseWeights'>;

/**
 * Starts the backend and reads the chosen networks: `vgg19-lite` from this installation, VGG19 from
 * where the plan says, else from the cache, else by download into it.
 *
 * @throws CommandError for a missing file; StyleTransferError from the engine, `aborted` on Ctrl-C.
 */
export async function loadEngine(
  { engine, parameters }: EngineNeeds,
  { report, signal }: LoadOptions,
): Promise<RunNetworks> {
  allowRelaxedSimd();
  // The file that --weights names is looked for before the backend's remarks.
  const vgg19 = engine.network === 'vgg19-lite' ? null : await openVgg19(engine.weights, report);
  const { name, said } = await selectBackend({
    preferred: engine.backend,
    threads: workerThreads(engine.threads ?? processorCount()),
  });
  if (name === 'cpu' && engine.backend === 'auto') {
    report({
      kind: 'note',
      message: sentence`Computing without WebAssembly, which is slow: ${said}.`,
    });
  }
  if (vgg19 === null) return { weights: await loadLite(engine.weights) };
  const layers = { ...parameters.contentLayers, ...parameters.styleLayers };
  const deepest = LAYER_NAMES.filter((name) => name in layers).at(-1) ?? 'conv1_1';
  const onProgress = ({ loaded, total }: { loaded: number; total: number | null }) =>
    report({ kind: 'download', name: VGG19.id, received: loaded, total });
  const weights = await loadWeights({ ...vgg19, deepest, signal, onProgress, id: VGG19.id });
  return engine.network === 'vgg19' ? { weights } : { weights, coarseWeights: await readBuiltIn() };
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
  throw new CommandError(
    'usage',
    network === BUILT_IN.id
      ? sentence`${network} comes with this program, so there is nothing to keep in the cache; to be kept there: ${known}.`
      : sentence`There is no network '${network}' to be fetched; known: ${known}.`,
  );
}

async function openVgg19(
  named: string | null,
  report: Report,
): Promise<{ source: WeightSource; file: string }> {
  const opened = await openNamed(named);
  if (opened !== null) return opened;
  const cache = fileCache(cacheFolder());
  const onWarning = (message: Said) => report({ kind: 'note', message });
  return { source: catalogueSource(VGG19, { cache, onWarning }), file: VGG19.file };
}

/** What `--weights` or PASTICHE_WEIGHTS names, or `null`. */
async function openNamed(
  named: string | null,
): Promise<{ source: WeightSource; file: string } | null> {
  const location = await locateWeights(named);
  if (location.kind === 'catalogue') return null;
  const { file } = location;
  return location.kind === 'folder'
    ? { source: folderSource(location.folder), file }
    : { source: httpSource({ baseUrl: location.baseUrl }), file };
}

/** PASTICHE_WEIGHTS is VGG19's: only `--weights` names another file of the built-in network. */
async function loadLite(named: string | null): Promise<NetworkWeights> {
  const opened = named === null ? null : await openNamed(named);
  if (opened === null) return readBuiltIn();
  const { source, file } = opened;
  try {
    return readLiteWeights(await source.read(file));
  } catch (error) {
    throw new CommandError(
      'failed',
      sentence`${String(named)}: ${describeError(error, false)}`,
      error,
    );
  } finally {
    source.close?.();
  }
}
