import * as tf from '@tensorflow/tfjs-core';
import { freeAll } from '../../backend/free-all.js';
import { freeOnFailure } from '../../backend/free-on-failure.js';
import { readBack } from '../../backend/read-back.js';
import type { RgbImage } from '../../image/pixels.js';
import type { Normalization } from '../../parameters/schema.js';
import type { FeatureMaps } from '../../vgg19/network/feature-maps.js';
import { type LayerName, poolingsBefore } from '../../vgg19/network/layers.js';
import type { ForwardPass, Network } from '../../vgg19/network/network.js';
import type { LayerCoverage } from '../../vgg19/network/position-weights.js';
import {
  type ContentDistance,
  contentFactor,
  coveredSquares,
  evaluateContent,
} from '../content.js';
import type { EvaluatedLoss } from '../feature-loss.js';
import { type LayerRoots, tensorsOf } from '../layer-coverage.js';
import { projectMap } from '../projection.js';
import { showPiece } from './gather-sums.js';
import type { Piece, PiecePlan } from './piece-plan.js';
import { amidZeros, ownCoverage, ownPart, type PieceWindow, windowOf } from './piece-window.js';

export interface ContentInPiecesOptions {
  readonly network: Network;
  readonly plan: PiecePlan;
  readonly layers: readonly LayerName[];
  /** The content picture at the plan's size. */
  readonly content: RgbImage;
  readonly normalization: Normalization;
  /** Where the content counts at a layer; `null`: everywhere. */
  readonly rootsOf: (layer: LayerName) => LayerRoots | null;
  /** Awaited before each piece; what it throws ends the work. */
  readonly breathe: () => Promise<void>;
}

/** A content loss as the sum of what each piece has of it. */
export interface ContentInPieces {
  readonly kind: 'content';
  readonly layer: LayerName;
  /** A piece's share of the loss, and its gradient with respect to the map of what the piece sees. */
  evaluate(piece: number, maps: FeatureMaps): EvaluatedLoss;
  dispose(): void;
}

/** What one layer's targets are made of, while they are made. */
interface Targets {
  readonly layer: LayerName;
  /** A piece's own part of P, off the device: `[1, h, w, C]`. */
  readonly parts: Part[];
  norm: number;
}

interface Part {
  readonly shape: [number, number, number, number];
  readonly values: Float32Array;
}

interface Rooted {
  readonly roots: LayerRoots | null;
}

/**
 * Content losses of all layers (see `contentLoss`), their targets made piece by piece and kept in the
 * computer's memory: on the device there is never more than one piece's.
 *
 * @returns losses that the caller disposes
 */
export async function contentInPieces(options: ContentInPiecesOptions): Promise<ContentInPieces[]> {
  const { network, plan, layers, content, breathe, rootsOf } = options;
  if (layers.length === 0) return [];
  const targets = layers.map((layer): Targets => ({ layer, parts: [], norm: 0 }));
  for (const piece of plan.pieces) {
    await breathe();
    const pass = await showPiece(network, content, piece);
    try {
      for (const target of targets) {
        const window = windowOf(piece, poolingsBefore(target.layer));
        await addPart(target, ownTarget(network, pass, target.layer, window), () =>
          ownCoverage(window, rootsOf(target.layer)),
        );
      }
    } finally {
      pass.dispose();
    }
  }
  const made: ContentInPieces[] = [];
  try {
    for (const target of targets) made.push(oneContent(target, options));
    return made;
  } catch (error) {
    freeAll(...made.map(({ dispose }) => dispose));
    throw error;
  }
}

function ownTarget(
  network: Network,
  pass: ForwardPass,
  layer: LayerName,
  window: PieceWindow,
): tf.Tensor4D {
  const projection = network.projection(layer);
  return tf.tidy(() => {
    const own = ownPart(pass.featureMap(layer), window);
    return projection ? projectMap(own, projection) : own;
  });
}

/** Consumes the part. */
async function addPart(
  target: Targets,
  part: tf.Tensor4D,
  coverageOf: () => LayerCoverage | null,
): Promise<void> {
  let norm: tf.Scalar | null = null;
  try {
    norm = tf.tidy(() => coveredSquares(part, coverageOf()));
    target.parts.push({ shape: part.shape, values: Float32Array.from(await readBack(part)) });
    target.norm += (await readBack(norm))[0] as number;
  } finally {
    tf.dispose(norm === null ? [part] : [part, norm]);
  }
}

function oneContent(
  { layer, parts, norm }: Targets,
  { network, plan, normalization, rootsOf }: ContentInPiecesOptions,
): ContentInPieces {
  const projection = network.projection(layer);
  const roots = rootsOf(layer);
  const poolings = poolingsBefore(layer);
  const along = (length: number) => Math.floor(length / 2 ** poolings);
  const size = along(plan.size.height) * along(plan.size.width);
  const factor = tf.keep(
    contentFactor({
      normalization,
      gain: network.contentGain,
      size,
      positions: roots?.positions ?? size,
      channels: projection?.teacherChannels ?? (parts[0] as Part).shape[3],
      norm: () => tf.scalar(norm),
    }),
  );
  return {
    kind: 'content',
    layer,
    evaluate: (index, maps) => {
      const window = windowOf(plan.pieces[index] as Piece, poolings);
      const part = parts[index] as Part;
      return evaluatePart(part, maps.featureMap(layer), window, { factor, projection, roots });
    },
    dispose: () => factor.dispose(),
  };
}

function evaluatePart(
  { values, shape }: Part,
  seen: tf.Tensor4D,
  window: PieceWindow,
  { factor, projection, roots }: Pick<ContentDistance, 'factor' | 'projection'> & Rooted,
): EvaluatedLoss {
  const coverage = ownCoverage(window, roots);
  const owned: tf.Tensor[] = tensorsOf(coverage);
  return freeOnFailure(
    () => tf.dispose(owned),
    () => {
      const target = tf.tensor4d(values, shape);
      owned.push(target);
      const map = ownPart(seen, window);
      owned.push(map);
      const evaluated = evaluateContent({ map, target, factor, projection, coverage });
      return {
        loss: evaluated.loss,
        gradient: (weight) => {
          const own = evaluated.gradient(weight);
          const padded = tf.tidy(() => amidZeros(own.map, window));
          own.map.dispose();
          return { kind: 'map', map: padded };
        },
        dispose: () => {
          evaluated.dispose();
          tf.dispose(owned);
        },
      };
    },
  );
}
