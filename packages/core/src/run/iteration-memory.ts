import * as tf from '@tensorflow/tfjs-core';
import { largestTexture } from '../backend/memory.js';
import type { Size } from '../image/fit.js';
import { kernelsInUse } from '../kernels/wasm/kernels-in-use.js';
import { type Reach, reachOf } from '../loss/pieces/piece-plan.js';
import { arenaBytes, MOST_ARENA_BYTES } from '../vgg19/arena/arena-bytes.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import { type StageWeights, stageWeights } from '../vgg19/network/stage-weights.js';

/** What an iteration takes where networks compute now: of what the network sees at a time, and of the picture. */
export interface IterationMemory {
  /** Bytes of a network that sees so much at a time, its weights among them; `Infinity` where it cannot. */
  network(seen: Size): number;
  /** Bytes for each pixel of the picture itself, where the network sees it whole and where it does not. */
  readonly perPixel: { readonly whole: number; readonly tiles: number };
  readonly reach: Reach;
}

/**
 * Times the bytes of all feature maps: what a pass takes where TensorFlow.js keeps them, with gradients and
 * what single operations need. On a graphics card 1000 and 4200 bytes for a pixel were measured where
 * the maps are 291 and 1280, on WASM 1200 and 5200 with the gaps in its heap.
 */
const TIMES_MAPS = { webgl: 3.3, heap: 4 };

/**
 * Beside the kernels' arena: copies of the content layers' maps, and how much each position counts. The heap
 * held 83 bytes for each pixel of the largest piece.
 */
const BESIDE_ARENA = 90;

/** How much each position counts, and its root, at the style layers of every part with styles of its own. */
const PART = 12;

/** Kernels for both directions. */
const TIMES_WEIGHTS = 2;

/**
 * Image, gradient, optimizer and total variation: the heap grew by 295 to 356 bytes for a pixel. Beside tiles Adam's are
 * in the computer's own memory.
 */
const PICTURE = 350;

/** L-BFGS remembers 20 pairs of pictures, three 32-bit floats to the pixel. */
const HISTORY = 20 * 2 * 3 * 4;

/**
 * What painting with a network takes, on the backend and with the kernels that are in use.
 *
 * @param parts how many parts of the picture have styles of their own
 */
export function iterationMemory(
  weights: NetworkWeights,
  deepest: LayerName,
  { optimizer, parts }: { readonly optimizer: 'adam' | 'lbfgs'; readonly parts: number },
): IterationMemory {
  const stages = stageWeights({ weights, deepest, calibration: null });
  const names = stages.flatMap((stage) => (stage.kind === 'convolution' ? [stage.name] : []));
  const network = kernelsInUse() === null ? inTensors(stages) : inArena(stages);
  const perSeen = PART * (parts - 1);
  return {
    network: (seen) => network(seen) + perSeen * seen.width * seen.height,
    perPixel:
      optimizer === 'adam'
        ? { whole: PICTURE, tiles: 0 }
        : { whole: PICTURE + HISTORY, tiles: PICTURE + HISTORY },
    reach: reachOf(names),
  };
}

function inArena(stages: readonly StageWeights[]): IterationMemory['network'] {
  return (seen) => {
    const arena = arenaBytes(stages, seen);
    if (arena > MOST_ARENA_BYTES) return Number.POSITIVE_INFINITY;
    return arena + BESIDE_ARENA * seen.width * seen.height;
  };
}

function inTensors(stages: readonly StageWeights[]): IterationMemory['network'] {
  const onCard = tf.getBackend() === 'webgl';
  const times = onCard ? TIMES_MAPS.webgl : TIMES_MAPS.heap;
  const perPixel = 4 * times * floatsPerPixel(stages);
  const fixed = 4 * TIMES_WEIGHTS * weightsOf(stages);
  const mostPixels = onCard ? pixelsOfTexture(stages) : Number.POSITIVE_INFINITY;
  return ({ width, height }) => {
    const pixels = width * height;
    return pixels > mostPixels ? Number.POSITIVE_INFINITY : fixed + perPixel * pixels;
  };
}

/** Values of all feature maps for a pixel of the image. */
function floatsPerPixel(stages: readonly StageWeights[]): number {
  let [sum, share, channels] = [0, 1, 3];
  for (const stage of stages) {
    if (stage.kind === 'pooling') share /= 4;
    else channels = stage.weights.outputChannels;
    sum += share * channels;
  }
  return sum;
}

function weightsOf(stages: readonly StageWeights[]): number {
  return stages.reduce(
    (sum, stage) => sum + (stage.kind === 'convolution' ? stage.weights.kernel.length : 0),
    0,
  );
}

/** TensorFlow.js lays out nine values for each channel that a convolution reads, four to a texel. */
function pixelsOfTexture(stages: readonly StageWeights[]): number {
  const side = largestTexture();
  if (side === null) return Number.POSITIVE_INFINITY;
  let [most, share] = [0, 1];
  for (const stage of stages) {
    if (stage.kind === 'pooling') share /= 4;
    else {
      // The way back reads what the way there made.
      const { inputChannels, outputChannels } = stage.weights;
      most = Math.max(most, share * Math.max(inputChannels, outputChannels));
    }
  }
  return (side ** 2 * 4) / (9 * most);
}
