import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../../packages/core/src/backend/select.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import type { Pooling } from '../../packages/core/src/vgg19/network/layers.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { checkFeatureMaps } from './check-feature-maps.js';
import { checkGradients } from './check-gradients.js';
import { checkLosses, checkTotalVariation } from './check-losses.js';
import { checkTrajectories } from './check-trajectories.js';
import { createFindings, type Finding } from './findings.js';
import { numberTree, PICTURE_NAMES, type PictureName, type ReferenceSet } from './reference-set.js';

export interface CheckOptions {
  /** All 16 convolutions. */
  readonly weights: NetworkWeights;
  /** The current one. */
  readonly backend: BackendName;
  readonly trajectories: boolean;
  /** Also each term's gradient on its own, which is two thirds of the work without trajectories. */
  readonly terms: boolean;
  /** Called before each pooling. */
  readonly onProgress?: (what: string) => void;
}

/**
 * Checks the engine against one set on the current backend, with both poolings and the raw network
 * (no calibration). Knows no files, so that it runs in Node and in a browser alike.
 */
export async function checkSet(set: ReferenceSet, options: CheckOptions): Promise<Finding[]> {
  const images = Object.fromEntries(
    PICTURE_NAMES.map((name) => {
      const { width, height, rgb } = set.pictures[name];
      const values = Float32Array.from(rgb, (byte) => byte / 255);
      return [name, tf.tensor4d(values, [1, height, width, 3])];
    }),
  ) as Record<PictureName, tf.Tensor4D>;
  const findings: Finding[] = [];
  for (const pooling of ['max', 'average'] as const) {
    options.onProgress?.(`${set.name}, ${pooling} pooling`);
    findings.push(...(await checkPooling(set, images, pooling, options)));
  }
  tf.dispose(images);
  return findings;
}

async function checkPooling(
  set: ReferenceSet,
  images: Readonly<Record<PictureName, tf.Tensor4D>>,
  pooling: Pooling,
  { weights, backend, trajectories, terms }: CheckOptions,
): Promise<Finding[]> {
  const findings = createFindings(backend, set.name, pooling);
  const numbers = numberTree(set.json, `${set.name}.json`);
  const whole = createNetwork({ weights, deepest: 'conv5_4', pooling, calibration: null });
  for (const name of PICTURE_NAMES) {
    await checkFeatureMaps(whole, images[name], name, numbers, findings);
  }
  whole.dispose();
  const network = createNetwork({ weights, deepest: 'conv5_1', pooling, calibration: null });
  await checkLosses(network, images, numbers, findings);
  checkTotalVariation(images, numbers, findings);
  await checkGradients(network, images, set.gradients, numbers, findings, terms);
  if (trajectories) await checkTrajectories(network, images, numbers, findings);
  network.dispose();
  return findings.worst();
}
