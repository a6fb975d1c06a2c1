import * as tf from '@tensorflow/tfjs-core';
import { freeAll } from '../backend/free-all.js';
import { resampleCoverage } from '../image/coverage.js';
import { type Size, shrinkToLongSide } from '../image/fit.js';
import { resampleImage } from '../image/resample.js';
import { styleRoots } from '../loss/layer-coverage.js';
import { gatherSums } from '../loss/pieces/gather-sums.js';
import type { PiecePlan } from '../loss/pieces/piece-plan.js';
import { gramThrough } from '../loss/projection.js';
import type { Parameters } from '../parameters/schema.js';
import { checkStyleSize } from '../statistics/style-size.js';
import { gramFromStatistics } from '../statistics/style-statistics.js';
import type { FeatureSums } from '../vgg19/network/feature-maps.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';
import type { PaintingPictures } from './painting-pictures.js';
import type { PreparedStyle } from './prepared-styles.js';
import type { Scale } from './pyramid.js';
import type { ScalePart } from './scale-parts.js';

/** What the targets of a scale depend on. */
export interface ScaleObjectiveOptions {
  readonly network: Network;
  readonly pictures: PaintingPictures;
  readonly parameters: Parameters;
  readonly scale: Scale;
  /** In what pieces a picture of a size passes through the network. */
  readonly planOf: (size: Size) => PiecePlan;
  /** Awaited before each of several pieces; what it throws ends the work. */
  readonly breathe: () => Promise<void>;
}

/** What the styles of a part ask of a layer. */
export interface StyleTarget {
  readonly layer: LayerName;
  /** Ownership passes over. */
  readonly target: tf.Tensor2D;
  readonly part: ScalePart;
}

/**
 * Adds a term for each style layer of a part: its target is the average of the styles' Gram matrices, by weight, at
 * the scale's size times `styleScale`.
 *
 * @throws StyleTransferError `invalid-image` or `invalid-statistics`; see `createScaleObjective`.
 */
export async function addStyleTerms<Term>(
  terms: Term[],
  part: ScalePart,
  options: ScaleObjectiveOptions,
  termOf: (target: StyleTarget) => Term,
): Promise<void> {
  const { parameters, scale } = options;
  const layers = Object.keys(parameters.styleLayers) as LayerName[];
  const longSide = Math.round(Math.max(scale.width, scale.height) * parameters.styleScale);
  const perStyle: { readonly weight: number; readonly grams: tf.Tensor2D[] }[] = [];
  try {
    for (const style of part.styles) {
      const grams = await styleGrams(style, options, layers, longSide);
      perStyle.push({ weight: style.weight, grams });
    }
    for (const [index, layer] of layers.entries()) {
      const target = tf.tidy(() => {
        const weighted = perStyle.map(({ weight, grams }) =>
          tf.mul(grams[index] as tf.Tensor2D, weight),
        );
        return tf.keep(tf.addN(weighted)) as tf.Tensor2D;
      });
      terms.push(termOf({ layer, target, part }));
    }
  } finally {
    for (const { grams } of perStyle) tf.dispose(grams);
  }
}

/** One Gram matrix per layer, in the order of `layers`. */
async function styleGrams(
  style: PreparedStyle,
  { network, planOf, breathe }: ScaleObjectiveOptions,
  layers: readonly LayerName[],
  longSide: number,
): Promise<tf.Tensor2D[]> {
  if (style.kind === 'statistics') {
    return tf.tidy(() =>
      layers.map((layer) =>
        gramFromStatistics(
          style.statistics,
          longSide,
          layer,
          network.factor(layer),
          network.projection(layer),
        ),
      ),
    );
  }
  const { width, height } = style.image;
  const image = resampleImage(style.image, shrinkToLongSide(width, height, longSide));
  checkStyleSize(image, style, network);
  const coverage = style.coverage && resampleCoverage(style.coverage, image);
  const wanted = layers.map((layer) => {
    const roots = styleRoots(coverage, layer);
    return { layer, roots, mean: network.projection(layer) !== null };
  });
  const sums = await gatherSums(network, image, planOf(image), wanted, breathe);
  try {
    return tf.tidy(() =>
      layers.map((layer, index) =>
        gramThrough(sums.each[index] as FeatureSums, layer, network.projection(layer)),
      ),
    );
  } finally {
    freeAll(sums.last.dispose, sums.dispose);
  }
}
