import * as tf from '@tensorflow/tfjs-core';
import { freeAll } from '../../backend/free-all.js';
import { toTensor } from '../../backend/tensor.js';
import { cutImage } from '../../image/cut.js';
import type { RgbImage } from '../../image/pixels.js';
import type { FeatureSums } from '../../vgg19/network/feature-maps.js';
import { type LayerName, poolingsBefore } from '../../vgg19/network/layers.js';
import type { ForwardPass, Network } from '../../vgg19/network/network.js';
import { type LayerRoots, tensorsOf } from '../layer-coverage.js';
import type { Piece, PiecePlan } from './piece-plan.js';
import { windowCoverage, windowOf } from './piece-window.js';

/** Sums that are wanted of a layer's feature map. */
export interface WantedSums {
  readonly layer: LayerName;
  /** How much each of its positions counts; `null`: all alike. */
  readonly roots: LayerRoots | null;
  /** The channels' means besides the Gram matrix. */
  readonly mean: boolean;
}

/** Sums over all positions of a picture's feature maps, without the maps. */
export interface GatheredSums {
  /** For each that was wanted, in that order, one that answers for its layer; its coverage is in the sums already. */
  readonly each: readonly FeatureSums[];
  /** The pass of the last piece, which has just been made; the caller disposes it. */
  readonly last: ForwardPass;
  dispose(): void;
}

/** Means over all positions so far: the Gram matrix and, where they are wanted, those of the channels. */
interface Moments {
  readonly channels: number;
  readonly tensors: readonly tf.Tensor[];
}

/**
 * Shows a picture to a network piece by piece and adds up what Gram matrices and means are made of,
 * over each piece's own positions: exactly those of the whole picture, up to rounding.
 *
 * @param breathe awaited before each of several pieces; what it throws ends the work
 * @throws what the network does; then nothing is left.
 */
export async function gatherSums(
  network: Network,
  image: RgbImage,
  { pieces, size }: PiecePlan,
  wanted: readonly WantedSums[],
  breathe: () => Promise<void>,
): Promise<GatheredSums> {
  const sums: Moments[] = [];
  const dispose = () => {
    for (const { tensors } of sums) tf.dispose([...tensors]);
  };
  let last: ForwardPass | null = null;
  try {
    for (const piece of pieces) {
      last?.dispose();
      last = null;
      if (pieces.length > 1) await breathe();
      last = await showPiece(network, image, piece);
      for (const [index, one] of wanted.entries()) {
        addMoments(sums, index, momentsOf(last, piece, size, one));
      }
    }
  } catch (error) {
    freeAll(dispose, () => last?.dispose());
    throw error;
  }
  const gathered = wanted.map(({ layer }, index) =>
    gatheredSums(layer, sums[index] as Moments, size),
  );
  return { each: gathered, last: last as unknown as ForwardPass, dispose };
}

/** The pass of what a piece sees of an image; the caller disposes it. */
export async function showPiece(
  network: Network,
  image: RgbImage,
  { seen }: Piece,
): Promise<ForwardPass> {
  const shown = toTensor(cutImage(image, seen));
  try {
    return await network.forward(shown);
  } finally {
    shown.dispose();
  }
}

function momentsOf(
  pass: ForwardPass,
  piece: Piece,
  size: PiecePlan['size'],
  { layer, roots, mean }: WantedSums,
): Moments {
  const poolings = poolingsBefore(layer);
  const window = windowOf(piece, poolings);
  const coverage = windowCoverage(window, roots);
  // A pass divides by the positions of its own map.
  const whole = Math.floor(size.height / 2 ** poolings) * Math.floor(size.width / 2 ** poolings);
  const share = (window.height * window.width) / whole;
  try {
    const tensors = tf.tidy(() => {
      const gram = pass.gram(layer, coverage);
      const moments = mean ? [gram, pass.mean(layer, coverage)] : [gram];
      return share === 1 ? moments : moments.map((moment) => tf.mul(moment, share));
    });
    return { channels: pass.shape(layer)[3], tensors };
  } finally {
    tf.dispose(tensorsOf(coverage));
  }
}

/** Consumes what is added. */
function addMoments(sums: Moments[], index: number, added: Moments): void {
  const before = sums[index];
  if (before === undefined) {
    sums[index] = added;
    return;
  }
  const { channels } = added;
  try {
    const tensors = tf.tidy(() =>
      before.tensors.map((sum, index) => tf.add(sum, added.tensors[index] as tf.Tensor)),
    );
    sums[index] = { channels, tensors };
    tf.dispose([...before.tensors]);
  } finally {
    tf.dispose([...added.tensors]);
  }
}

function gatheredSums(
  gathered: LayerName,
  { channels, tensors }: Moments,
  { width, height }: PiecePlan['size'],
): FeatureSums {
  const moment = <Moment extends tf.Tensor>(layer: LayerName, index: 0 | 1): Moment => {
    const found = layer === gathered ? tensors[index] : undefined;
    if (found === undefined) throw new Error(`Those sums of ${layer} were not gathered.`);
    return tf.clone(found) as Moment;
  };
  const stride = 2 ** poolingsBefore(gathered);
  return {
    shape: () => [1, Math.floor(height / stride), Math.floor(width / stride), channels],
    gram: (layer) => moment(layer, 0),
    mean: (layer) => moment(layer, 1),
  };
}
