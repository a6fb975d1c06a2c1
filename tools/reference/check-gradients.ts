import * as tf from '@tensorflow/tfjs-core';
import type { Objective, ObjectiveWeights } from '../../packages/core/src/loss/objective.js';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import type { Findings } from './findings.js';
import {
  buildObjective,
  oneTerm,
  STYLE_LAYERS,
  TOTAL_NORMALIZATION,
  totalWeights,
} from './objective.js';
import {
  CANDIDATES,
  type NumberTree,
  type PictureName,
  POOLING_NAMES,
  type ReferenceSet,
} from './reference-set.js';
import { compareVectors, relative, statistics } from './statistics.js';

const TERMS = ['content', ...STYLE_LAYERS] as const;

/**
 * Compares the total loss and its whole gradient, and with `terms` each unweighted term's gradient
 * on its own.
 */
export async function checkGradients(
  network: Network,
  images: Readonly<Record<PictureName, tf.Tensor4D>>,
  gradients: ReferenceSet['gradients'],
  numbers: NumberTree,
  findings: Findings,
  terms: boolean,
): Promise<void> {
  const objective = await buildObjective(
    network,
    images.content,
    images.style,
    TOTAL_NORMALIZATION,
  );
  for (const candidate of CANDIDATES) {
    const image = images[candidate];
    const at = `x = ${candidate}`;
    const path = ['pooling', POOLING_NAMES[network.pooling], 'gradient', `x_is_${candidate}`];
    const { gradient: total, loss } = await evaluate(objective, image, totalWeights(numbers));
    const root = ['pooling', POOLING_NAMES[network.pooling], 'loss', `x_is_${candidate}`];
    findings.record('total loss', relative(loss, numbers.number(...root, 'total')), at);
    const file = numbers.text(...path, 'total', 'full_gradient_file');
    const whole = compareVectors(total, gradients[file] as ArrayLike<number>, findings.flip);
    findings.record('gradient (relative L2)', whole.relativeL2, at);
    findings.record('gradient (1 − cosine)', whole.angle, at);
    findings.record('gradient (median)', whole.median, at);
    findings.record('gradient (share of flips)', whole.flips, at);
    compareSummary(total, image.shape[2], numbers, [...path, 'total'], findings);
    for (const term of terms ? TERMS : []) {
      const name = term === 'content' ? term : `style_${term}`;
      // The content loss has no gradient at its own target, so none is stored there.
      if (!numbers.has(...path, name)) continue;
      const { gradient } = await evaluate(objective, image, oneTerm(term));
      compareSummary(gradient, image.shape[2], numbers, [...path, name], findings);
    }
  }
  objective.dispose();
}

/** The gradient comes per unit of 0..255, as the reference states it; the engine's is per unit of 0..1. */
async function evaluate(
  objective: Objective,
  image: tf.Tensor4D,
  weights: ObjectiveWeights,
): Promise<{ readonly gradient: Float32Array; readonly loss: number }> {
  const { gradient, losses } = await objective.evaluate(image, weights);
  const values = tf.tidy(() => tf.div(gradient, 255).dataSync()) as Float32Array;
  const { total } = objective.nameLosses(losses.dataSync(), weights);
  tf.dispose([gradient, losses]);
  return { gradient: values, loss: total };
}

/** Compares what the reference keeps of a gradient besides whole files. */
function compareSummary(
  gradient: Float32Array,
  width: number,
  numbers: NumberTree,
  path: readonly string[],
  findings: Findings,
): void {
  const record = (error: number, what: string) =>
    findings.record('gradient of each term', error, `${path.slice(3).join(' ')} ${what}`);
  const { l2, l1, maxAbs } = statistics(gradient);
  record(relative(l2, numbers.number(...path, 'l2')), 'l2');
  record(relative(l1, numbers.number(...path, 'l1')), 'l1');
  record(relative(maxAbs, numbers.number(...path, 'max_abs')), 'largest');
  // Values of both signs cancel in a sum, so its error is judged against what went into it.
  const magnitude = numbers.number(...path, 'l1') / 3;
  numbers.list(...path, 'sum_rgb').forEach((expected, channel) => {
    const actual = gradient
      .filter((_, index) => index % 3 === channel)
      .reduce((sum, value) => sum + value, 0);
    record(Math.abs(actual - expected) / magnitude, `sum of channel ${channel}`);
  });
  const typical = numbers.number(...path, 'l2') / Math.sqrt(gradient.length);
  const flipped: string[] = [];
  let samples = 0;
  for (const row of numbers.rows(...path, 'samples_yxc_value')) {
    const [y = 0, x = 0, channel = 0, expected = 0] = row;
    const actual = gradient[(y * width + x) * 3 + channel] as number;
    const error = Math.abs(actual - expected) / typical;
    if (error > findings.flip)
      flipped.push(`[${y}, ${x}, ${channel}] by ${error.toExponential(1)}`);
    else record(error, `sample [${y}, ${x}, ${channel}]`);
    samples += 1;
  }
  if (samples === 0) return;
  const list = `${path.slice(3).join(' ')}: ${flipped.join(', ') || 'none'}`;
  findings.record('gradient of each term (share of flips)', flipped.length / samples, list);
}
