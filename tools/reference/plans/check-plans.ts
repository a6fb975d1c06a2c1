import { readFile } from 'node:fs/promises';
import { blobsPicture, checkerPicture } from '@pastiche/test-fixtures/pictures';
import * as tf from '@tensorflow/tfjs-core';
import { readBack } from '../../../packages/core/src/backend/read-back.js';
import { toTensor } from '../../../packages/core/src/backend/tensor.js';
import type { Size } from '../../../packages/core/src/image/fit.js';
import { noiseImage } from '../../../packages/core/src/image/noise.js';
import type { RgbImage } from '../../../packages/core/src/image/pixels.js';
import {
  cutsOf,
  type PiecePlan,
  planPieces,
  type Reach,
  reachOf,
  wholePicture,
} from '../../../packages/core/src/loss/pieces/piece-plan.js';
import {
  DEFAULT_PARAMETERS,
  type Parameters,
} from '../../../packages/core/src/parameters/schema.js';
import { lossWeights } from '../../../packages/core/src/parameters/strength.js';
import { preparePictures } from '../../../packages/core/src/run/painting-pictures.js';
import { createScaleObjective } from '../../../packages/core/src/run/scale-objective.js';
import { createNetwork } from '../../../packages/core/src/vgg19/create-network.js';
import type { Pooling } from '../../../packages/core/src/vgg19/network/layers.js';
import type { Network } from '../../../packages/core/src/vgg19/network/network.js';
import type { NetworkWeights } from '../../../packages/core/src/vgg19/network/network-weights.js';
import { readLiteWeights } from '../../../packages/core/src/weights/formats/lite-weights.js';
import { nameFlip } from '../exact/decisions.js';
import { createExactNetwork } from '../exact/exact-network.js';
import { relativeL2 } from '../judge/statistics.js';
import { type JudgedGradient, judgeGradient } from './judge-gradient.js';
import { flipsOfPieces } from './piece-flips.js';

/** How far the gradient of a picture in pieces is from that of the whole. */
export interface PlanFinding {
  readonly network: string;
  readonly pooling: string;
  readonly size: string;
  readonly plan: string;
  readonly pieces: number;
  readonly gradient: JudgedGradient;
  /** ‖difference‖ / ‖whole‖ of the losses. */
  readonly losses: number;
}

/** Odd ones too: pooling drops a last row or column. */
const SIZES: readonly Size[] = [
  { width: 256, height: 192 },
  { width: 301, height: 217 },
  { width: 197, height: 333 },
];

/** Up to how many parts the width and the height are cut into, by the name of the plan. */
export type Cuts = Readonly<Record<string, readonly [columns: number, rows: number]>>;

const CUTS: Cuts = { columns: [3, 1], rows: [1, 3], tiles: [2, 2] };

const LITE = new URL('../../../packages/core/data/vgg19-lite.safetensors', import.meta.url);

/**
 * Compares the gradient of a picture that passes through a network in pieces with that of the whole, on the backend
 * that is in use: three sizes, three ways to cut, VGG19 with both poolings and `vgg19-lite`.
 */
export async function checkPlans(
  vgg19: NetworkWeights,
  onProgress: (what: string) => void,
): Promise<PlanFinding[]> {
  const lite = readLiteWeights(new Uint8Array(await readFile(LITE)));
  const findings: PlanFinding[] = [];
  for (const [weights, pooling] of [
    [lite, 'max'],
    [vgg19, 'max'],
    [vgg19, 'average'],
  ] as const) {
    for (const size of SIZES) {
      onProgress(`${weights.id}, ${pooling} pooling, ${size.width} × ${size.height} px`);
      findings.push(...(await checkSize(weights, pooling, size, CUTS)));
    }
  }
  return findings;
}

interface Checked {
  readonly network: Network;
  readonly weights: NetworkWeights;
  readonly parameters: Parameters;
  readonly size: Size;
}

/** The same for one network and size, and some ways to cut. */
export async function checkSize(
  weights: NetworkWeights,
  pooling: Pooling,
  size: Size,
  cuts: Cuts,
): Promise<PlanFinding[]> {
  const parameters = { ...DEFAULT_PARAMETERS, pooling };
  const calibration = weights.calibration?.[pooling] ?? null;
  const network = createNetwork({ weights, deepest: 'conv5_1', pooling, calibration });
  const exact = createExactNetwork(weights, 'conv5_1', pooling);
  const checked = { network, weights, parameters, size };
  const whole = await evaluate(checked, wholePicture);
  const findings: PlanFinding[] = [];
  for (const [plan, cut] of Object.entries(cuts)) {
    const planOf = cutInto(cut, reachOf(network.layerNames));
    const pieces = await evaluate(checked, planOf);
    const findFlips = () => flipsOfPieces(network, exact, candidate(size), planOf(size));
    findings.push({
      network: network.id,
      pooling,
      size: `${size.width} × ${size.height}`,
      plan,
      pieces: planOf(size).pieces.length,
      gradient: await judgeGradient(pieces.gradient, whole.gradient, size.width, findFlips),
      losses: relativeL2(pieces.losses, whole.losses),
    });
  }
  network.dispose();
  return findings;
}

function cutInto([columns, rows]: Cuts[string], reach: Reach): (size: Size) => PiecePlan {
  return (size) => {
    const width = cutsOf(size.width, columns, reach).at(-1)?.seen ?? size.width;
    const height = cutsOf(size.height, rows, reach).at(-1)?.seen ?? size.height;
    return planPieces(size, { width, height }, reach);
  };
}

async function evaluate(
  { network, weights, parameters, size }: Checked,
  planOf: (size: Size) => PiecePlan,
): Promise<{ readonly gradient: Float32Array; readonly losses: Float32Array }> {
  const content = blobsPicture(size.width, size.height, 1);
  const pixels = checkerPicture(size.width, size.height, 2);
  const styles = [{ kind: 'picture', pixels }] as const;
  const pictures = preparePictures({ weights, content, styles }, parameters, size);
  const scale = { ...size, iterations: 1 };
  const breathe = async () => {};
  const options = { network, pictures, parameters, scale, planOf, breathe };
  const objective = await createScaleObjective(options);
  const image = toTensor(candidate(size));
  const { contentLayers, styleLayers, totalVariation } = parameters;
  const shares = lossWeights(parameters);
  const evaluated = await objective.evaluate(image, {
    ...shares,
    contentLayers,
    styleLayers,
    totalVariation,
  });
  const gradient = Float32Array.from(await readBack(evaluated.gradient));
  const losses = Float32Array.from(await readBack(evaluated.losses));
  tf.dispose([image, evaluated.gradient, evaluated.losses]);
  objective.dispose();
  return { gradient, losses };
}

/** The image at which gradients are compared. */
function candidate({ width, height }: Size): RgbImage {
  return noiseImage(width, height, 3, false);
}

/** The findings as a table in Markdown. */
export function planTable(findings: readonly PlanFinding[]): string {
  const rows = findings.map(({ network, pooling, size, plan, pieces, gradient, losses }) => {
    const { distance, flips, unmoved } = gradient;
    const off = [distance, unmoved, losses].map((value) => value.toExponential(1));
    return `| ${[network, pooling, size, plan, pieces, ...off, flips.length].join(' | ')} |`;
  });
  const of = ['gradient off by', 'where no flip reaches', 'losses off by', 'flips'];
  const head = ['network', 'pooling', 'px', 'plan', 'pieces', ...of];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}

/** One line for people about decisions that went otherwise in pieces. */
export function describePlanFlips({ network, pooling, size, plan, gradient }: PlanFinding): string {
  const { flips, median, angle } = gradient;
  const list = flips.map((flip) => `${nameFlip(flip)} by ${flip.margin.toExponential(1)}`);
  return `${network}, ${pooling} pooling, ${size} px, ${plan}: decisions that flipped within rounding: ${list.join(', ')} (median ${median.toExponential(1)}, cosine 1 − ${angle.toExponential(1)}).`;
}
