import * as tf from '@tensorflow/tfjs-core';
import { freeAll } from '../backend/free-all.js';
import { type Coverage, resampleCoverage } from '../image/coverage.js';
import { type Size, shrinkToLongSide } from '../image/fit.js';
import { protectionAt } from '../image/protection.js';
import { resampleImage } from '../image/resample.js';
import { contentLoss } from '../loss/content.js';
import type { FeatureLoss } from '../loss/feature-loss.js';
import { greyObjective } from '../loss/grey-objective.js';
import { layerCoverage, pairCoverage, styleCoverage } from '../loss/layer-coverage.js';
import { createObjective, type Objective } from '../loss/objective.js';
import { gramThrough, projectMap } from '../loss/projection.js';
import { protectedObjective } from '../loss/protected-objective.js';
import { styleLoss } from '../loss/style.js';
import type { Parameters } from '../parameters/schema.js';
import { checkStyleSize } from '../statistics/style-size.js';
import { gramFromStatistics } from '../statistics/style-statistics.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';
import { withPass } from '../vgg19/with-pass.js';
import type { PaintingPictures, PreparedStyle } from './painting-pictures.js';
import type { Scale } from './pyramid.js';

export interface ScaleObjectiveOptions {
  readonly network: Network;
  readonly pictures: PaintingPictures;
  readonly parameters: Parameters;
  readonly scale: Scale;
}

/**
 * The objective at one scale of the pyramid, its targets computed once: the content's feature maps
 * at that scale, and the styles' Gram matrices at the same scale times `styleScale`, blended by
 * weight. A style picture is never enlarged: that would measure the blur of the enlargement. What is
 * transparent in the content or a style has no say. Of grey pictures it is an objective within greys.
 *
 * @returns an objective that the caller disposes
 * @throws StyleTransferError `invalid-image` when a style is too small for the network,
 *   `invalid-statistics` when statistics lack a layer.
 */
export async function createScaleObjective(options: ScaleObjectiveOptions): Promise<Objective> {
  const { network, pictures, scale } = options;
  const coverage = atSize(pictures.coverage, scale);
  const terms: FeatureLoss[] = [];
  try {
    await addContentTerms(terms, options, coverage);
    await addStyleTerms(terms, options, coverage);
    const objective = createObjective(network, terms, pairCoverage(coverage));
    const shown = pictures.grey ? greyObjective(objective) : objective;
    if (pictures.protection === null) return shown;
    const content = resampleImage(pictures.content, scale);
    return protectedObjective(shown, content, protectionAt(pictures.protection, scale));
  } catch (error) {
    freeAll(...terms.map((term) => term.dispose));
    throw error;
  }
}

function atSize(coverage: Coverage | null, size: Size): Coverage | null {
  return coverage && resampleCoverage(coverage, size);
}

async function addContentTerms(
  terms: FeatureLoss[],
  { network, pictures, parameters, scale }: ScaleObjectiveOptions,
  covered: Coverage | null,
): Promise<void> {
  const layers = Object.keys(parameters.contentLayers) as LayerName[];
  if (layers.length === 0) return;
  const content = resampleImage(pictures.content, scale);
  const { normalization } = parameters;
  const gain = network.contentGain;
  await withPass(network, content, (maps) => {
    for (const layer of layers) {
      const projection = network.projection(layer);
      const target = tf.tidy(() => {
        const own = maps.featureMap(layer);
        return tf.keep(projection ? projectMap(own, projection) : tf.clone(own));
      });
      const coverage = layerCoverage(covered, layer);
      terms.push(contentLoss({ layer, target, normalization, projection, gain, coverage }));
    }
  });
}

async function addStyleTerms(
  terms: FeatureLoss[],
  options: ScaleObjectiveOptions,
  covered: Coverage | null,
): Promise<void> {
  const { network, pictures, parameters, scale } = options;
  const layers = Object.keys(parameters.styleLayers) as LayerName[];
  const longSide = Math.round(Math.max(scale.width, scale.height) * parameters.styleScale);
  const perStyle: { readonly weight: number; readonly grams: tf.Tensor2D[] }[] = [];
  try {
    for (const style of pictures.styles) {
      const grams = await styleGrams(style, network, layers, longSide);
      perStyle.push({ weight: style.weight, grams });
    }
    for (const [index, layer] of layers.entries()) {
      const target = tf.tidy(() => {
        const weighted = perStyle.map(({ weight, grams }) =>
          tf.mul(grams[index] as tf.Tensor2D, weight),
        );
        return tf.keep(tf.addN(weighted)) as tf.Tensor2D;
      });
      const projection = network.projection(layer);
      const { normalization } = parameters;
      const coverage = layerCoverage(covered, layer);
      terms.push(styleLoss({ layer, target, normalization, projection, coverage }));
    }
  } finally {
    for (const { grams } of perStyle) tf.dispose(grams);
  }
}

/** One Gram matrix per layer, in the order of `layers`. */
async function styleGrams(
  style: PreparedStyle,
  network: Network,
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
  const coverage = atSize(style.coverage, image);
  return withPass(network, image, (maps) =>
    tf.tidy(() =>
      layers.map((layer) => {
        const covered = styleCoverage(coverage, layer);
        return gramThrough(maps, layer, network.projection(layer), covered);
      }),
    ),
  );
}
