import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import { toTensor } from '../backend/tensor.js';
import { type Coverage, resampleCoverage } from '../image/coverage.js';
import { type Size, shrinkToLongSide } from '../image/fit.js';
import { resampleImage } from '../image/resample.js';
import { contentLoss } from '../loss/content.js';
import type { FeatureLoss } from '../loss/feature-loss.js';
import { greyObjective } from '../loss/grey-objective.js';
import { layerCoverage, pairCoverage, styleCoverage } from '../loss/layer-coverage.js';
import { createObjective, type Objective } from '../loss/objective.js';
import { gramThrough, projectMap } from '../loss/projection.js';
import { styleLoss } from '../loss/style.js';
import type { Parameters } from '../parameters/schema.js';
import { checkStyleSize } from '../statistics/style-size.js';
import { gramFromStatistics } from '../statistics/style-statistics.js';
import type { LayerName } from '../vgg19/layers.js';
import type { Network } from '../vgg19/network.js';
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
export function createScaleObjective(options: ScaleObjectiveOptions): Objective {
  const { network, pictures, scale } = options;
  const coverage = atSize(pictures.coverage, scale);
  const terms: FeatureLoss[] = [];
  return freeOnFailure(
    () => {
      for (const term of terms) term.dispose();
    },
    () => {
      addContentTerms(terms, options, coverage);
      addStyleTerms(terms, options, coverage);
      const objective = createObjective(network, terms, pairCoverage(coverage));
      return pictures.grey ? greyObjective(objective) : objective;
    },
  );
}

function atSize(coverage: Coverage | null, size: Size): Coverage | null {
  return coverage && resampleCoverage(coverage, size);
}

function addContentTerms(
  terms: FeatureLoss[],
  { network, pictures, parameters, scale }: ScaleObjectiveOptions,
  covered: Coverage | null,
): void {
  const layers = Object.keys(parameters.contentLayers) as LayerName[];
  if (layers.length === 0) return;
  tf.tidy(() => {
    const pass = network.forward(toTensor(resampleImage(pictures.content, scale)));
    try {
      for (const layer of layers) {
        const projection = network.projection(layer);
        const own = pass.featureMap(layer);
        const target = tf.keep(projection ? projectMap(own, projection) : tf.clone(own));
        const { normalisation } = parameters;
        const coverage = layerCoverage(covered, layer);
        const gain = network.contentGain;
        terms.push(contentLoss({ layer, target, normalisation, projection, gain, coverage }));
      }
    } finally {
      pass.dispose();
    }
  });
}

function addStyleTerms(
  terms: FeatureLoss[],
  options: ScaleObjectiveOptions,
  covered: Coverage | null,
): void {
  const { network, pictures, parameters, scale } = options;
  const layers = Object.keys(parameters.styleLayers) as LayerName[];
  const longSide = Math.round(Math.max(scale.width, scale.height) * parameters.styleScale);
  tf.tidy(() => {
    const perStyle = pictures.styles.map((style) => ({
      weight: style.weight,
      grams: styleGrams(style, network, layers, longSide),
    }));
    for (const [index, layer] of layers.entries()) {
      const weighted = perStyle.map(({ weight, grams }) =>
        tf.mul(grams[index] as tf.Tensor2D, weight),
      );
      const target = tf.keep(tf.addN(weighted)) as tf.Tensor2D;
      const projection = network.projection(layer);
      const { normalisation } = parameters;
      const coverage = layerCoverage(covered, layer);
      terms.push(styleLoss({ layer, target, normalisation, projection, coverage }));
    }
  });
}

/** One Gram matrix per layer, in the order of `layers`. */
function styleGrams(
  style: PreparedStyle,
  network: Network,
  layers: readonly LayerName[],
  longSide: number,
): tf.Tensor2D[] {
  if (style.kind === 'statistics') {
    return layers.map((layer) =>
      gramFromStatistics(
        style.statistics,
        longSide,
        layer,
        network.factor(layer),
        network.projection(layer),
      ),
    );
  }
  const { width, height } = style.image;
  const image = resampleImage(style.image, shrinkToLongSide(width, height, longSide));
  checkStyleSize(image, style, network);
  const coverage = atSize(style.coverage, image);
  const pass = network.forward(toTensor(image));
  try {
    return layers.map((layer) => {
      const covered = styleCoverage(coverage, layer);
      return gramThrough(pass.featureMap(layer), network.projection(layer), covered);
    });
  } finally {
    pass.dispose();
  }
}
