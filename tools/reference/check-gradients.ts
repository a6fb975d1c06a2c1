import * as tf from '@tensorflow/tfjs-core';
import type { Objective, ObjectiveWeights } from '../../packages/core/src/loss/objective.js';
import { compareGradient } from './compare-gradient.js';
import { type Flip, findFlips, readDecisions } from './exact/decisions.js';
import type { ExactMap } from './exact/exact-map.js';
import { STYLE_LAYERS, type TermWeights } from './exact/exact-objective.js';
import { movedValues } from './judge/moved-values.js';
import { compareVectors, relative, relativeL2 } from './judge/statistics.js';
import {
  buildObjective,
  oneTerm,
  TOTAL_NORMALIZATION,
  totalTerms,
  totalWeights,
} from './objective.js';
import { CANDIDATES, POOLING_NAMES } from './set/reference-set.js';
import type { Subject } from './subject.js';

const TERMS = ['content', ...STYLE_LAYERS] as const;

/** An image at which gradients are compared, and how the engine decided there. */
interface Candidate {
  readonly name: (typeof CANDIDATES)[number];
  /** Names it in messages. */
  readonly at: string;
  /** Where the reference keeps its gradients. */
  readonly path: readonly string[];
  /** The engine's maps. */
  readonly decisions: readonly ExactMap[];
  readonly flips: readonly Flip[];
}

/**
 * Compares the total loss and its whole gradient, and with `terms` each unweighted term's gradient
 * on its own.
 */
export async function checkGradients(subject: Subject, terms: boolean): Promise<void> {
  const { network, images, numbers, findings } = subject;
  const { content, style } = images;
  const objective = await buildObjective(network, content, style, TOTAL_NORMALIZATION);
  for (const name of CANDIDATES) {
    const candidate = await prepare(subject, name);
    const { gradient, loss } = await evaluate(objective, images[name], totalWeights(numbers));
    const expected = ['pooling', POOLING_NAMES[network.pooling], 'loss', `x_is_${name}`, 'total'];
    findings.record('total loss', relative(loss, numbers.number(...expected)), candidate.at);
    checkTotal(subject, candidate, gradient);
    for (const term of terms ? TERMS : []) await checkTerm(subject, candidate, objective, term);
  }
  objective.dispose();
}

async function prepare(subject: Subject, name: Candidate['name']): Promise<Candidate> {
  const { network, images, exact, findings } = subject;
  const at = `x = ${name}`;
  const decisions = await readDecisions(network, exact.network, images[name]);
  const flips = findFlips(exact.network, exact.maps[name], decisions);
  findings.record('decisions', 0, `${at}: none`);
  for (const flip of flips) findings.record('decisions', flip.margin, `${at}: ${flip.at}`);
  const path = ['pooling', POOLING_NAMES[network.pooling], 'gradient', `x_is_${name}`];
  return { name, at, path, decisions, flips };
}

function checkTotal(subject: Subject, candidate: Candidate, gradient: Float32Array): void {
  const { gradients, numbers, images, findings } = subject;
  const { name, at, path, decisions, flips } = candidate;
  const file = numbers.text(...path, 'total', 'full_gradient_file');
  const reference = gradients[file] as ArrayLike<number>;
  const { median, angle, largest } = compareVectors(gradient, reference);
  findings.record('gradient (median)', median, at);
  findings.record('gradient (1 − cosine)', angle, at);
  const [, , width] = images[name].shape;
  if (flips.length === 0) {
    findings.record('gradient', largest, at);
    compareTerm(subject, candidate, 'total', gradient);
    return;
  }
  const limit = findings.tolerance('gradient');
  const moved = movedValues(gradient, reference, width, limit);
  findings.recordFlips({ at, decisions: flips, ...moved, median, cosine: 1 - angle });
  const weights = totalTerms(numbers);
  const own = inFloat64(subject, candidate, weights, subject.exact.maps[name]);
  findings.record('float64 network', relativeL2(own, reference), `${at} gradient`);
  const expected = inFloat64(subject, candidate, weights, decisions);
  findings.record('gradient', compareVectors(gradient, expected).largest, at);
}

async function checkTerm(
  subject: Subject,
  candidate: Candidate,
  objective: Objective,
  term: (typeof TERMS)[number],
): Promise<void> {
  const { images, numbers, findings } = subject;
  const { name, at, path, decisions, flips } = candidate;
  const kept = term === 'content' ? term : `style_${term}`;
  // The content loss has no gradient at its own target, so none is stored there.
  if (!numbers.has(...path, kept)) return;
  const { gradient } = await evaluate(objective, images[name], oneTerm(term));
  if (flips.length === 0) {
    compareTerm(subject, candidate, kept, gradient);
    return;
  }
  const expected = inFloat64(subject, candidate, new Map([[term, 1]]), decisions);
  const { largest } = compareVectors(gradient, expected);
  findings.record('gradient of each term', largest, `${at} ${kept} as a whole`);
}

/** With what the reference keeps of one gradient besides whole files. */
function compareTerm(
  { images, numbers, findings }: Subject,
  { name, at, path }: Candidate,
  kept: string,
  gradient: Float32Array,
): void {
  const [, , width] = images[name].shape;
  compareGradient(gradient, width, numbers, [...path, kept], (error, what) =>
    findings.record('gradient of each term', error, `${at} ${kept} ${what}`),
  );
}

/** The gradient in float64 by these decisions, per unit of 0..255. */
function inFloat64(
  { exact }: Subject,
  { name }: Candidate,
  weights: TermWeights,
  decisions: readonly ExactMap[],
): Float64Array {
  const { gradient } = exact.objective.evaluate(exact.maps[name], weights, decisions);
  return gradient.map((value) => value / 255);
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
