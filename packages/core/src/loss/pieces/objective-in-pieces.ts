import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../../backend/free-on-failure.js';
import { readBack } from '../../backend/read-back.js';
import type { Coverage } from '../../image/coverage.js';
import { addCut } from '../../image/cut.js';
import type { RgbImage } from '../../image/pixels.js';
import type { FeatureGradient, FeatureSums } from '../../vgg19/network/feature-maps.js';
import { type LayerName, poolingsBefore } from '../../vgg19/network/layers.js';
import type { ForwardPass, Network } from '../../vgg19/network/network.js';
import type { LayerCoverage } from '../../vgg19/network/position-weights.js';
import type { EvaluatedLoss } from '../feature-loss.js';
import { type LayerRoots, tensorsOf } from '../layer-coverage.js';
import { nameLosses, type ObjectiveWeights, termWeight } from '../objective.js';
import type { StyleLoss } from '../style.js';
import type { ContentInPieces } from './content-in-pieces.js';
import { gatherSums, showPiece, type WantedSums } from './gather-sums.js';
import type { HostEvaluation, HostObjective } from './host-objective.js';
import type { Piece, PiecePlan } from './piece-plan.js';
import { windowCoverage, windowOf } from './piece-window.js';
import { addTotalVariationOnHost } from './total-variation-on-host.js';

/** A style loss that is given sums in which its coverage is already. */
export interface StyleInPieces {
  readonly loss: StyleLoss;
  readonly roots: LayerRoots | null;
}

export interface ObjectiveInPiecesOptions {
  readonly network: Network;
  readonly plan: PiecePlan;
  /** Ownership passes over, as of the style losses. */
  readonly content: readonly ContentInPieces[];
  readonly style: readonly StyleInPieces[];
  /** Where the total variation counts; `null`: everywhere. */
  readonly coverage: Coverage | null;
  /** Awaited before each piece; what it throws ends the evaluation. */
  readonly breathe: () => Promise<void>;
}

/**
 * The objective of `createObjective` for a picture that passes through the network piece by piece. Content losses are
 * sums over positions, and style losses are functions of such sums, so the gradient is exact: a first round adds up
 * the sums, a second one takes each piece's own share of the gradient back. What the network holds at a time
 * grows with the largest piece, not with the picture, which stays in the computer's own memory.
 *
 * @returns an objective that the caller disposes; the network stays the caller's
 */
export function createObjectiveInPieces(options: ObjectiveInPiecesOptions): HostObjective {
  const { content, style } = options;
  const terms = [...content, ...style.map(({ loss }) => loss)];
  return {
    evaluate: (image, weights) => evaluate(options, image, weights),
    nameLosses: (values, weights) => nameLosses(terms, values, weights),
    dispose: () => {
      for (const term of terms) term.dispose();
    },
  };
}

/** One evaluation on its way. */
interface Round {
  readonly options: ObjectiveInPiecesOptions;
  readonly weights: ObjectiveWeights;
  /** The image, and the gradient with respect to it so far. */
  readonly image: RgbImage;
  readonly gradient: RgbImage;
  readonly styles: readonly EvaluatedLoss[];
  /** The content losses so far. */
  contents: readonly tf.Scalar[];
}

async function evaluate(
  options: ObjectiveInPiecesOptions,
  image: RgbImage,
  weights: ObjectiveWeights,
): Promise<HostEvaluation> {
  const { network, plan, style, content, breathe } = options;
  const sums = await gatherSums(network, image, plan, wantedOf(options), breathe);
  const styles: EvaluatedLoss[] = [];
  let round: Round | null = null;
  let pass: ForwardPass | null = sums.last;
  try {
    for (const [index, { loss }] of style.entries()) {
      styles.push(loss.evaluate(sums.each[index] as FeatureSums));
    }
    const gradient = { ...image, data: new Float32Array(image.data.length) };
    const contents = tf.tidy(() => content.map(() => tf.scalar(0)));
    round = { options, weights, image, gradient, styles, contents };
    // Backwards, because the last piece's pass is still there.
    for (let index = plan.pieces.length - 1; index >= 0; index--) {
      await breathe();
      pass ??= await showPiece(network, image, plan.pieces[index] as Piece);
      await goBack(round, index, pass);
      pass.dispose();
      pass = null;
    }
    return await finish(round);
  } finally {
    pass?.dispose();
    tf.dispose([...(round?.contents ?? [])]);
    for (const loss of styles) loss.dispose();
    sums.dispose();
  }
}

function wantedOf({ network, style }: ObjectiveInPiecesOptions): WantedSums[] {
  return style.map(({ loss: { layer }, roots }) => {
    return { layer, roots, mean: network.projection(layer) !== null };
  });
}

/** Adds a piece's share of the content losses, and of the gradient. */
async function goBack(round: Round, index: number, pass: ForwardPass): Promise<void> {
  const { content, plan } = round.options;
  const piece = plan.pieces[index] as Piece;
  const coverages = styleCoverages(round, piece);
  const contents: EvaluatedLoss[] = [];
  let gradient: tf.Tensor4D | null = null;
  try {
    for (const term of content) contents.push(term.evaluate(index, pass));
    addContents(round, contents);
    gradient = await pass.backward((layer) => gradientsAt(round, layer, contents, coverages));
    if (gradient !== null) addCut(round.gradient, piece.seen, await readBack(gradient));
  } finally {
    gradient?.dispose();
    for (const loss of contents) loss.dispose();
    tf.dispose(coverages.flatMap(tensorsOf));
  }
}

/** How much each position of a piece counts, for each of the style losses. */
function styleCoverages({ options: { style } }: Round, piece: Piece): (LayerCoverage | null)[] {
  const coverages: (LayerCoverage | null)[] = [];
  return freeOnFailure(
    () => tf.dispose(coverages.flatMap(tensorsOf)),
    () => {
      for (const { loss, roots } of style) {
        coverages.push(windowCoverage(windowOf(piece, poolingsBefore(loss.layer)), roots));
      }
      return coverages;
    },
  );
}

function addContents(round: Round, contents: readonly EvaluatedLoss[]): void {
  const before = round.contents;
  round.contents = tf.tidy(() =>
    before.map((sum, index) => tf.add(sum, (contents[index] as EvaluatedLoss).loss) as tf.Scalar),
  );
  tf.dispose([...before]);
}

/** All terms' gradients at one map of a piece. */
function gradientsAt(
  { options, weights, styles }: Round,
  layer: LayerName,
  contents: readonly EvaluatedLoss[],
  coverages: readonly (LayerCoverage | null)[],
): FeatureGradient[] {
  const weightAt = (term: Parameters<typeof termWeight>[0]) =>
    term.layer === layer ? termWeight(term, weights) : 0;
  const ofContent = options.content.flatMap((term, index) => {
    const weight = weightAt(term);
    return weight === 0 ? [] : [(contents[index] as EvaluatedLoss).gradient(weight)];
  });
  const ofStyle = options.style.flatMap(({ loss }, index) => {
    const weight = weightAt(loss);
    if (weight === 0) return [];
    const gradient = (styles[index] as EvaluatedLoss).gradient(weight);
    const coverage = coverages[index] ?? null;
    return [gradient.kind === 'product' ? { ...gradient, coverage } : gradient];
  });
  return [...ofContent, ...ofStyle];
}

/** Reads the losses and adds the total variation. */
async function finish({ options, weights, ...round }: Round): Promise<HostEvaluation> {
  const { image, gradient, contents, styles } = round;
  const terms = [...contents, ...styles.map(({ loss }) => loss)];
  const losses: number[] = [];
  if (terms.length > 0) {
    const stacked = tf.stack(terms);
    try {
      losses.push(...(await readBack(stacked)));
    } finally {
      stacked.dispose();
    }
  }
  const { totalVariation } = weights;
  losses.push(addTotalVariationOnHost(image, totalVariation, options.coverage, gradient.data));
  return { gradient: gradient.data, losses };
}
