import {
  heapNeeded,
  heapToMeasure,
  largestFitting,
  largestSides,
  type Parameters,
  type Said,
  type Size,
  sentence,
  WASM_HEAP_LIMIT,
} from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { formatBytes } from '../base/readable-units.js';
import type { NetworkNames } from '../plan/network-names.js';
import { processNeeds } from './job-memory.js';

/** What decides how much memory a run takes. */
export interface PaintedSize extends Size {
  readonly network: NetworkNames;
  readonly parameters: Pick<Parameters, 'optimizer' | 'contentLayers' | 'styleLayers'>;
  /** Whether WebAssembly computes: the plain backend has no heap of its own. */
  readonly wasm: boolean;
  /** Bytes that can be taken without swapping. */
  readonly available: number;
}

/** The estimate is on the careful side: so many times what there is has never been enough. */
const HOPELESS = 1.5;

/**
 * What is to be said of the memory that a run will take, before it begins; `null` when there is
 * enough. An estimate, so that a run that may not fit is tried all the same.
 *
 * @throws CommandError when the size cannot be painted at all, with one that can.
 */
export function memoryNote(painted: PaintedSize): Said | null {
  const { width, height, parameters, wasm, available } = painted;
  const network = painted.network === 'vgg19-lite' ? 'vgg19-lite' : 'vgg19';
  const needed = heapNeeded(network, painted, parameters);
  const size = sentence`${width} × ${height} px`;
  if (wasm && needed > WASM_HEAP_LIMIT) {
    const largest = fittingSize(network, painted);
    const figures = sentence`about ${formatBytes(needed)} of ${formatBytes(WASM_HEAP_LIMIT)}`;
    if (needed > HOPELESS * WASM_HEAP_LIMIT && looksDeep(parameters)) {
      throw new CommandError(
        'failed',
        sentence`Painting ${size} needs more memory than the wasm backend can get (${figures} with ${network}); choose a smaller size, such as --size ${largest}.`,
      );
    }
    return sentence`Painting ${size} may need more memory than the wasm backend can get (${figures} with ${network}); should it end early, what it reached is saved. --size ${largest} is one that fits.`;
  }
  const taken = processNeeds(painted.network, width * height);
  if (taken <= available) return null;
  return sentence`Painting ${size} takes about ${formatBytes(taken)} of memory and ${formatBytes(available)} are free: it may become very slow, or be ended by the system; a smaller --size or other programs closed would help.`;
}

/**
 * What is to be said of the memory that measuring the styles will take, before it begins; `null` when
 * there is enough. An estimate as well.
 *
 * @param styles sizes that they are measured at, px
 */
export function stylesNote(
  styles: readonly Size[],
  { network, wasm }: Pick<PaintedSize, 'network' | 'wasm'>,
): Said | null {
  const name = network === 'vgg19-lite' ? 'vgg19-lite' : 'vgg19';
  const [largest] = [...styles].sort((a, b) => b.width * b.height - a.width * a.height);
  if (!wasm || largest === undefined) return null;
  const needed = heapToMeasure(name, largest);
  if (needed <= WASM_HEAP_LIMIT) return null;
  const figures = sentence`about ${formatBytes(needed)} of ${formatBytes(WASM_HEAP_LIMIT)} with ${name}`;
  return sentence`Measuring a style at ${largest.width} × ${largest.height} px may need more memory than the wasm backend can get (${figures}); a smaller --style-scale or --size would help.`;
}

/** The needs were measured with the layers of the defaults; a network that ends early takes less. */
function looksDeep({ contentLayers, styleLayers }: PaintedSize['parameters']): boolean {
  return Object.keys({ ...contentLayers, ...styleLayers }).some((layer) => layer >= 'conv3');
}

function fittingSize(network: 'vgg19-lite' | 'vgg19', { width, height, parameters }: PaintedSize) {
  const machine = { textureSide: null, memory: null, heap: WASM_HEAP_LIMIT };
  const largest = largestFitting(largestSides('wasm', machine)[network], { width, height });
  // L-BFGS remembers pictures besides; what it takes goes with the area as well.
  const ratio =
    heapNeeded(network, { width, height }, { optimizer: 'adam' }) /
    heapNeeded(network, { width, height }, parameters);
  return Math.floor((largest * Math.sqrt(ratio)) / 32) * 32;
}
