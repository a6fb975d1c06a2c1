import { LAYER_NAMES, type LayerName } from '@pastiche/core/parts';
import { loadWeights, type NetworkWeights, readLiteWeights } from '@pastiche/core/weights';
import type { Pending } from '../../../channel/index.js';
import type { HostWeights } from '../../../host/host.js';
import type { Vgg19Facts } from '../../engine.js';
import type { ProgressListener } from '../../shared-download.js';
import { createSharedLoad, type SharedLoad } from './shared-load.js';
import { openStoredWeights } from './stored-weights.js';
import { vgg19Source } from './vgg19-source.js';

/** The layer up to which VGG19 is loaded if nobody asks for a deeper one: 12 of 19 MB. */
const USUAL_DEPTH: LayerName = 'conv5_1';
const FULL_DEPTH: LayerName = 'conv5_4';

export interface NetworksOptions {
  /** The bytes of `vgg19-lite.safetensors`. */
  readonly lite: Uint8Array;
  readonly origin: HostWeights;
  readonly askPanel: (file: string) => Pending<Uint8Array>;
}

export interface Vgg19Request {
  /** The layers that a run looks at. */
  readonly layers: readonly LayerName[];
  readonly signal?: AbortSignal;
  readonly onProgress: ProgressListener;
}

/** The networks that can paint, each loaded once. */
export interface Networks {
  /** @throws StyleTransferError `invalid-weights` when the panel brings another file. */
  lite(): NetworkWeights;
  /** Loads VGG19 from where it is kept, or downloads it. */
  vgg19(request: Vgg19Request): Promise<NetworkWeights>;
  /** As `vgg19`, but never downloads; `null` when it is not here. */
  vgg19IfHere(request: Vgg19Request): Promise<NetworkWeights | null>;
  vgg19State(): Promise<Vgg19Facts>;
  /** Removes what is kept for later sessions; what is in memory stays. */
  removeStored(): Promise<void>;
}

/** Nothing is loaded before it is asked for. */
export function createNetworks({ lite, origin, askPanel }: NetworksOptions): Networks {
  let readLite: NetworkWeights | null = null;
  const stored = openStoredWeights();
  const storedState = async () => (await stored)?.state() ?? { complete: false, bytes: 0 };
  const loadTo = (deepest: LayerName, mayDownload: boolean) =>
    createSharedLoad(async (signal, onProgress) => {
      const isHere = !mayDownload || (await storedState()).complete;
      return loadWeights({
        source: vgg19Source({ origin, stored: await stored, askPanel, mayDownload }),
        deepest,
        signal,
        onProgress: ({ loaded, total }) =>
          onProgress(loaded, total, isHere ? 'verifying' : 'downloading'),
        // One byte of the files holds one number.
        onUnpack: ({ unpacked, total }) => onProgress(unpacked, total, 'unpacking'),
      });
    });
  const usual = { kept: loadTo(USUAL_DEPTH, false), fetched: loadTo(USUAL_DEPTH, true) };
  const full = { kept: loadTo(FULL_DEPTH, false), fetched: loadTo(FULL_DEPTH, true) };
  const reaching = (layers: readonly LayerName[]) => (layers.some(isDeep) ? full : usual);
  const inMemory = (layers: readonly LayerName[]) =>
    [full, reaching(layers)].flatMap(({ kept, fetched }) => [kept, fetched]).find(isLoaded);
  return {
    lite() {
      readLite ??= readLiteWeights(lite);
      return readLite;
    },
    vgg19: ({ layers, signal, onProgress }) =>
      (inMemory(layers) ?? reaching(layers).fetched).get(signal, onProgress),
    async vgg19IfHere({ layers, signal, onProgress }) {
      const loaded = inMemory(layers);
      if (loaded !== undefined) return loaded.get(signal, onProgress);
      if (!(await storedState()).complete) return null;
      // A file may be damaged, which only shows as it is read; then it would have to be downloaded.
      const kept = reaching(layers).kept.get(signal, onProgress);
      return kept.catch((error: unknown) => {
        if (signal?.aborted) throw error;
        return null;
      });
    },
    async vgg19State() {
      const { complete, bytes } = await storedState();
      const kept =
        origin.kind === 'files' ? origin.kept === true : origin.cache && (await stored) !== null;
      return { here: complete || inMemory([]) !== undefined, storedBytes: bytes, kept };
    },
    removeStored: async () => (await stored)?.remove(),
  };
}

function isLoaded({ loaded }: SharedLoad<NetworkWeights>): boolean {
  return loaded;
}

function isDeep(layer: LayerName): boolean {
  return LAYER_NAMES.indexOf(layer) > LAYER_NAMES.indexOf(USUAL_DEPTH);
}
