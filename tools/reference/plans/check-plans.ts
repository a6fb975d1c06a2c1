import { readFile } from 'node:fs/promises';
import { blobsPicture, checkerPicture } from '@pastiche/test-fixtures/pictures';
import * as tf from '@tensorflow/tfjs-core';
import { readBack } from '../../packages/core/src/backend/read-back.js';
import { toTensor } from '../../packages/core/src/backend/tensor.js';
import type { Size } from '../../packages/core/src/image/fit.js';
import { noiseImage } from '../../packages/core/src/image/noise.js';
import {
  cutsOf,
  type PiecePlan,
  planPieces,
  reachOf,
  wholePicture,
} from '../../packages/core/src/loss/pieces/piece-plan.js';
import { DEFAULT_PARAMETERS, type Parameters } from '../../packages/core/src/parameters/schema.js';
import { lossWeights } from '../../packages/core/src/parameters/strength.js';
import { preparePictures } from '../../packages/core/src/run/painting-pictures.js';
import { createScaleObjective } from '../../packages/core/src/run/scale-objective.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { readLiteWeights } from '../../packages/core/src/weights/formats/lite-weights.js';

/** How far the gradient of a picture in pieces is from that of the whole. */
export interface PlanFinding {
  readonly network: string;
  readonly pooling: string;
  readonly size: string;
  readonly plan: string;
  readonly pieces: number;
  /** ‖difference‖ / ‖whole‖ of the gradient, and of the losses. */
  readonly gradient: number;
  readonly losses: number;
}

/** What a gradient may be off by. */
export const PLAN_TOLERANCE = 1e-4;

/** Odd ones too: pooling drops a last row or column. */
const SIZES: readonly Size[] = [
  { width: 256, height: 192 },
  { width: 301, height: 217 },
  { width: 197, height: 333 },
];

/** Parts of the width and of the height. */
const CUTS = { columns: [3, 1], rows: [1, 3], tiles: [2, 2] } as const;

const LITE = new URL('../../packages/core/data/vgg19-lite.safetensors', import.meta.url);

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
    const parameters = { ...DEFAULT_PARAMETERS, pooling };
    const calibration = weights.calibration?.[pooling] ?? null;
    const network = createNetwork({ weights, deepest: 'conv5_1', pooling, calibration });
    for (const size of SIZES) {
      onProgress(`${weights.id}, ${pooling} pooling, ${size.width} × ${size.height} px`);
      findings.push(...(await checkSize({ network, weights, parameters, size })));
    }
    network.dispose();
  }
  return findings;
}

interface Checked {
  readonly network: Network;
  readonly weights: NetworkWeights;
  readonly parameters: Parameters;
  readonly size: Size;
}

async function checkSize(checked: Checked): Promise<PlanFinding[]> {
  const { network, parameters, size } = checked;
  const reach = reachOf(network.layerNames);
  const whole = await evaluate(checked, wholePicture);
  const findings: PlanFinding[] = [];
  for (const [plan, [columns, rows]] of Object.entries(CUTS)) {
    const planOf = (of: Size): PiecePlan => {
      const width = cutsOf(of.width, columns, reach).at(-1)?.seen ?? of.width;
      const height = cutsOf(of.height, rows, reach).at(-1)?.seen ?? of.height;
      return planPieces(of, { width, height }, reach);
    };
    const pieces = await evaluate(checked, planOf);
    findings.push({
      network: network.id,
      pooling: parameters.pooling,
      size: `${size.width} × ${size.height}`,
      plan,
      pieces: planOf(size).pieces.length,
      gradient: distance(pieces.gradient, whole.gradient),
      losses: distance(pieces.losses, whole.losses),
    });
  }
  return findings;
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
  const image = toTensor(noiseImage(size.width, size.height, 3, false));
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

function distance(one: Float32Array, other: Float32Array): number {
  let [difference, norm] = [0, 0];
  for (let at = 0; at < other.length; at++) {
    const value = other[at] as number;
    difference += ((one[at] as number) - value) ** 2;
    norm += value ** 2;
  }
  return Math.sqrt(difference / norm);
}

/** The findings as a table in Markdown. */
export function planTable(findings: readonly PlanFinding[]): string {
  const rows = findings.map(({ network, pooling, size, plan, pieces, gradient, losses }) => {
    const off = [gradient, losses].map((value) => value.toExponential(1));
    return `| ${[network, pooling, size, plan, pieces, ...off].join(' | ')} |`;
  });
  const head = ['network', 'pooling', 'px', 'plan', 'pieces', 'gradient off by', 'losses off by'];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}
