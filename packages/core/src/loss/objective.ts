import * as tf from '@tensorflow/tfjs-core';
import type { LayerWeights } from '../parameters/schema.js';
import type { FeatureGradient } from '../vgg19/network/feature-maps.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';
import type { EvaluatedLoss, FeatureLoss } from './feature-loss.js';
import type { PairCoverage } from './layer-coverage.js';
import type { Losses } from './losses.js';
import { type TotalVariation, totalVariation } from './total-variation.js';

/** The weights of all terms; may change from one evaluation to the next. */
export interface ObjectiveWeights {
  readonly alpha: number;
  readonly beta: number;
  readonly contentLayers: LayerWeights;
  readonly styleLayers: LayerWeights;
  readonly totalVariation: number;
}

/** The losses at a candidate image, and the way to make them smaller. */
export type Evaluation = {
  /** Gradient of the total with respect to the image, `[1, h, w, 3]` per unit of 0..1; the caller disposes it. */
  readonly gradient: tf.Tensor4D;
  /** Unweighted losses, one number each, still on the device; the caller disposes it. */
  readonly losses: tf.Tensor1D;
};

export interface Objective {
  /** Evaluates a candidate image, `[1, h, w, 3]` RGB in 0..1. */
  evaluate(image: tf.Tensor4D, weights: ObjectiveWeights): Promise<Evaluation>;
  /** Names the numbers read back from {@link Evaluation.losses}. */
  nameLosses(values: ArrayLike<number>, weights: ObjectiveWeights): Losses;
  /** Frees the targets, not the network. */
  dispose(): void;
}

/** What decides the name and the weight of a term. */
export type NamedTerm = Pick<FeatureLoss, 'kind' | 'layer'>;

/**
 * `alpha · Σ w_l·content_l + beta · Σ w_l·style_l + w·total variation` (Gatys et al. 2016, equation 7)
 * as one value and its gradient. Targets lie in `terms`, so they are computed once.
 *
 * @param terms content and style losses; ownership passes over
 * @param coverage where the total variation counts, default everywhere; ownership passes over
 * @example
 * const objective = createObjective(network, [contentLoss(…), styleLoss(…)]);
 * const { gradient, losses } = await objective.evaluate(image, weights);
 */
export function createObjective(
  network: Network,
  terms: readonly FeatureLoss[],
  coverage: PairCoverage | null = null,
): Objective {
  return {
    evaluate: (image, weights) => evaluate(network, terms, coverage, image, weights),
    nameLosses: (values, weights) => nameLosses(terms, values, weights),
    dispose: () => {
      for (const term of terms) term.dispose();
      if (coverage !== null) tf.dispose([coverage.down, coverage.across]);
    },
  };
}

async function evaluate(
  network: Network,
  terms: readonly FeatureLoss[],
  coverage: PairCoverage | null,
  image: tf.Tensor4D,
  weights: ObjectiveWeights,
): Promise<Evaluation> {
  const pass = await network.forward(image);
  const evaluated: EvaluatedLoss[] = [];
  let throughNetwork: tf.Tensor4D | null = null;
  try {
    for (const term of terms) evaluated.push(term.evaluate(pass));
    throughNetwork = await pass.backward((layer) => gradientsAt(layer, terms, evaluated, weights));
    return tf.tidy(() => {
      const variation = totalVariation(image, weights.totalVariation, coverage);
      const termLosses = evaluated.map(({ loss }) => loss);
      return addTotalVariation(variation, throughNetwork, termLosses);
    });
  } finally {
    throughNetwork?.dispose();
    for (const loss of evaluated) loss.dispose();
    pass.dispose();
  }
}

/** All terms' gradients at one feature map. */
function gradientsAt(
  layer: LayerName,
  terms: readonly FeatureLoss[],
  evaluated: readonly EvaluatedLoss[],
  weights: ObjectiveWeights,
): FeatureGradient[] {
  return terms.flatMap((term, index) => {
    const weight = termWeight(term, weights);
    const loss = evaluated[index];
    return loss !== undefined && term.layer === layer && weight !== 0
      ? [loss.gradient(weight)]
      : [];
  });
}

/** What a term's own gradient is multiplied by. */
export function termWeight(term: NamedTerm, weights: ObjectiveWeights): number {
  return term.kind === 'content'
    ? weights.alpha * (weights.contentLayers[term.layer] ?? 0)
    : weights.beta * (weights.styleLayers[term.layer] ?? 0);
}

function addTotalVariation(
  variation: TotalVariation,
  throughNetwork: tf.Tensor4D | null,
  termLosses: readonly tf.Scalar[],
): Evaluation {
  const losses = tf.stack([...termLosses, variation.loss]) as tf.Tensor1D;
  const parts = [variation.gradient, ...(throughNetwork === null ? [] : [throughNetwork])];
  return { gradient: tf.addN(parts) as tf.Tensor4D, losses };
}

/** Names numbers in the order of the terms, the total variation after them. */
export function nameLosses(
  terms: readonly NamedTerm[],
  values: ArrayLike<number>,
  weights: ObjectiveWeights,
): Losses {
  const contentByLayer: Partial<Record<LayerName, number>> = {};
  const styleByLayer: Partial<Record<LayerName, number>> = {};
  let content = 0;
  let style = 0;
  terms.forEach(({ kind, layer }, index) => {
    const value = values[index] as number;
    if (kind === 'content') {
      contentByLayer[layer] = value;
      content += (weights.contentLayers[layer] ?? 0) * value;
    } else {
      // Each part with styles of its own has a term at the layer.
      styleByLayer[layer] = (styleByLayer[layer] ?? 0) + value;
      style += (weights.styleLayers[layer] ?? 0) * value;
    }
  });
  const variation = values[terms.length] as number;
  const total = weights.alpha * content + weights.beta * style + weights.totalVariation * variation;
  return { total, content, style, totalVariation: variation, contentByLayer, styleByLayer };
}
