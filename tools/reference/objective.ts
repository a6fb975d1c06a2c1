import * as tf from '@tensorflow/tfjs-core';
import { contentLoss } from '../../packages/core/src/loss/content.js';
import type { FeatureLoss } from '../../packages/core/src/loss/feature-loss.js';
import {
  createObjective,
  type Objective,
  type ObjectiveWeights,
} from '../../packages/core/src/loss/objective.js';
import { styleLoss } from '../../packages/core/src/loss/style.js';
import type { Normalization } from '../../packages/core/src/parameters/schema.js';
import type { LayerName } from '../../packages/core/src/vgg19/network/layers.js';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import { CONTENT_LAYER, STYLE_LAYERS } from './exact/exact-objective.js';
import type { NumberTree } from './set/reference-set.js';

/** The reference's style loss is the mean over C² of (G − A)², the paper's a quarter of it. */
export const STYLE_OVER_GATYS = 4;

interface Normalizations {
  readonly content: Normalization;
  readonly style: Normalization;
}

/**
 * The engine's objective for the content and the style picture of a set, with the content loss and
 * then the style losses once for each of `normalizations`.
 */
export async function buildObjective(
  network: Network,
  content: tf.Tensor4D,
  style: tf.Tensor4D,
  normalizations: readonly Normalizations[],
): Promise<Objective> {
  const contentPass = await network.forward(content);
  const contentTerms = normalizations.map((normalization) =>
    contentLoss({
      layer: CONTENT_LAYER,
      target: tf.keep(tf.clone(contentPass.featureMap(CONTENT_LAYER))),
      normalization: normalization.content,
    }),
  );
  contentPass.dispose();
  const stylePass = await network.forward(style);
  const terms = normalizations.flatMap((normalization, index) => [
    contentTerms[index] as FeatureLoss,
    ...STYLE_LAYERS.map((layer) =>
      styleLoss({
        layer,
        target: tf.keep(stylePass.gram(layer)),
        normalization: normalization.style,
      }),
    ),
  ]);
  stylePass.dispose();
  return createObjective(network, terms);
}

/**
 * The reference's total loss: means of squares. The content loss comes as the engine's `udacity`
 * (a mean), the style loss as its `gatys` times four.
 */
export const TOTAL_NORMALIZATION: readonly Normalizations[] = [
  { content: 'udacity', style: 'gatys' },
];

/** Weights that make the engine's objective the reference's total. */
export function totalWeights(numbers: NumberTree): ObjectiveWeights {
  const styleWeight = numbers.number('style_layer_weight') * STYLE_OVER_GATYS;
  return {
    alpha: numbers.number('alpha'),
    beta: numbers.number('beta'),
    contentLayers: { [CONTENT_LAYER]: 1 },
    styleLayers: Object.fromEntries(STYLE_LAYERS.map((layer) => [layer, styleWeight])),
    totalVariation: 0,
  };
}

/** The same weights by the terms as the reference has them. */
export function totalTerms(numbers: NumberTree): Map<'content' | LayerName, number> {
  const styleWeight = numbers.number('beta') * numbers.number('style_layer_weight');
  return new Map([
    ['content', numbers.number('alpha')],
    ...STYLE_LAYERS.map((layer) => [layer, styleWeight] as const),
  ]);
}

/** Weights that leave one term, unweighted, in the reference's normalization. */
export function oneTerm(term: 'content' | LayerName): ObjectiveWeights {
  return {
    alpha: term === 'content' ? 1 : 0,
    beta: term === 'content' ? 0 : 1,
    contentLayers: { [CONTENT_LAYER]: 1 },
    styleLayers: term === 'content' ? {} : { [term]: STYLE_OVER_GATYS },
    totalVariation: 0,
  };
}
