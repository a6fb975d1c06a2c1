import * as tf from '@tensorflow/tfjs-core';
import { totalVariation } from '../../packages/core/src/loss/total-variation.js';
import type { Normalization } from '../../packages/core/src/parameters/schema.js';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import { CONTENT_LAYER, STYLE_LAYERS } from './exact/exact-objective.js';
import type { Findings } from './judge/findings.js';
import { relative } from './judge/statistics.js';
import { buildObjective, totalWeights } from './objective.js';
import {
  CANDIDATES,
  type NumberTree,
  PICTURE_NAMES,
  type PictureName,
  POOLING_NAMES,
} from './set/reference-set.js';

type Images = Readonly<Record<PictureName, tf.Tensor4D>>;

const NORMALIZATIONS: readonly Normalization[] = ['relative', 'gatys', 'udacity'];

/** Compares every term in all three normalizations at both candidates. */
export async function checkLosses(
  network: Network,
  images: Images,
  numbers: NumberTree,
  findings: Findings,
): Promise<void> {
  const objective = await buildObjective(
    network,
    images.content,
    images.style,
    NORMALIZATIONS.map((each) => ({ content: each, style: each })),
  );
  for (const candidate of CANDIDATES) {
    // Weights of 0 leave the losses and spare the way back.
    const weights = { ...totalWeights(numbers), alpha: 0, beta: 0 };
    const { gradient, losses } = await objective.evaluate(images[candidate], weights);
    const actual = losses.dataSync();
    tf.dispose([gradient, losses]);
    const expected = NORMALIZATIONS.flatMap((normalization) =>
      expectedLosses(numbers, network, normalization, candidate),
    );
    expected.forEach(({ name, normalization, loss }, index) => {
      const error = relative(actual[index] as number, loss);
      findings.record(`losses (${normalization})`, error, `x = ${candidate}, ${name}`);
    });
  }
  objective.dispose();
}

/** Compares the total variation, which the reference stores as a plain sum in 0..255 units. */
export function checkTotalVariation(images: Images, numbers: NumberTree, findings: Findings): void {
  for (const picture of PICTURE_NAMES) {
    const image = images[picture];
    const mean = tf.tidy(() => totalVariation(image, 0).loss.dataSync()[0]) as number;
    const expected = numbers.number('inputs', picture, 'tv_sum_squares');
    findings.record('total variation', relative(mean * image.size * 255 ** 2, expected), picture);
  }
}

/**
 * The terms of one normalization, in the objective's order. The reference stores Σ(F − P)²/2,
 * Σ(G − A)², ‖P‖ and ‖A‖, from which all three follow exactly.
 */
function expectedLosses(
  numbers: NumberTree,
  network: Network,
  normalization: Normalization,
  candidate: (typeof CANDIDATES)[number],
): { readonly name: string; readonly normalization: Normalization; readonly loss: number }[] {
  const root = ['pooling', POOLING_NAMES[network.pooling]];
  const other = [...root, 'loss', `x_is_${candidate}`, 'other_conventions'];
  const squares = 2 * numbers.number(...other, 'content_gatys_half_sum_of_squares');
  const target = [...root, 'activations', 'content', CONTENT_LAYER];
  const targetSize = product(numbers.list(...target, 'shape_hwc'));
  const content = {
    relative: squares / numbers.number(...target, 'l2') ** 2,
    gatys: squares / 2,
    udacity: squares / targetSize,
  }[normalization];
  const style = STYLE_LAYERS.map((layer) => {
    const sum = numbers.number(...other, 'style_gram_over_HW_sum_of_squares', layer);
    const norm = numbers.number(...root, 'gram', 'style', layer, 'frobenius');
    const shape = numbers.list(...root, 'activations', candidate, layer, 'shape_hwc');
    const channels = shape[2] as number;
    const positions = product(shape) / channels;
    const loss = {
      relative: sum / norm ** 2,
      gatys: numbers.number(...other, 'style_gatys_E_l_each_gram_over_its_own_HW', layer),
      udacity: (sum * positions) / channels ** 3,
    }[normalization];
    return { name: `style ${layer}`, normalization, loss };
  });
  return [{ name: 'content', normalization, loss: content }, ...style];
}

function product(factors: readonly number[]): number {
  return factors.reduce((result, factor) => result * factor, 1);
}
