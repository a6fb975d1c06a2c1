import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../../packages/core/src/backend/select.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import type { Pooling } from '../../packages/core/src/vgg19/network/layers.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { checkFeatureMaps } from './check-feature-maps.js';
import { checkGradients } from './check-gradients.js';
import { checkLosses, checkTotalVariation } from './check-losses.js';
import { checkTrajectories } from './check-trajectories.js';
import type { ExactMap } from './exact/exact-map.js';
import { createExactNetwork, type ExactNetwork } from './exact/exact-network.js';
import { createExactObjective } from './exact/exact-objective.js';
import { type Checked, createFindings, joinChecked } from './judge/findings.js';
import {
  numberTree,
  PICTURE_NAMES,
  type PictureName,
  type ReferencePicture,
  type ReferenceSet,
} from './set/reference-set.js';
import type { Subject } from './subject.js';

export interface CheckOptions {
  /** All 16 convolutions. */
  readonly weights: NetworkWeights;
  /** The current one. */
  readonly backend: BackendName;
  readonly trajectories: boolean;
  /** Also each term's gradient on its own, which is two thirds of the work without trajectories. */
  readonly terms: boolean;
  /** What float64 says of this set with these weights, from an earlier check; what is missing is added. */
  readonly exact?: Map<Pooling, Subject['exact']>;
  /** Called before each pooling. */
  readonly onProgress?: (what: string) => void;
}

/**
 * Checks the engine against one set on the current backend, with both poolings and the raw network
 * (no calibration). Knows no files, so that it runs in Node and in a browser alike.
 */
export async function checkSet(set: ReferenceSet, options: CheckOptions): Promise<Checked> {
  const images = ofEachPicture((name) => {
    const { width, height, rgb } = set.pictures[name];
    const values = Float32Array.from(rgb, (byte) => byte / 255);
    return tf.tensor4d(values, [1, height, width, 3]);
  });
  const parts: Checked[] = [];
  for (const pooling of ['max', 'average'] as const) {
    options.onProgress?.(`${set.name}, ${pooling} pooling`);
    parts.push(await checkPooling(set, images, pooling, options));
  }
  tf.dispose(images);
  return joinChecked(parts);
}

async function checkPooling(
  set: ReferenceSet,
  images: Subject['images'],
  pooling: Pooling,
  { weights, backend, trajectories, terms, exact: known }: CheckOptions,
): Promise<Checked> {
  const findings = createFindings(backend, set.name, pooling);
  const numbers = numberTree(set.json, `${set.name}.json`);
  const exact =
    known?.get(pooling) ?? inFloat64(set, createExactNetwork(weights, 'conv5_4', pooling));
  known?.set(pooling, exact);
  const whole = createNetwork({ weights, deepest: 'conv5_4', pooling, calibration: null });
  for (const picture of PICTURE_NAMES) {
    const shown = { picture, image: images[picture], maps: exact.maps[picture] };
    await checkFeatureMaps(whole, exact.network, shown, numbers, findings);
  }
  whole.dispose();
  const network = createNetwork({ weights, deepest: 'conv5_1', pooling, calibration: null });
  await checkLosses(network, images, numbers, findings);
  checkTotalVariation(images, numbers, findings);
  const subject = { network, images, numbers, gradients: set.gradients, exact, findings };
  await checkGradients(subject, terms);
  if (trajectories) await checkTrajectories(subject);
  network.dispose();
  return findings.checked();
}

function inFloat64(set: ReferenceSet, network: ExactNetwork): Subject['exact'] {
  const maps = ofEachPicture((name) => network.forward(exactImage(set.pictures[name])));
  const objective = createExactObjective(network, maps.content, maps.style);
  return { network, maps, objective };
}

function exactImage({ width, height, rgb }: ReferencePicture): ExactMap {
  return { height, width, channels: 3, values: Float64Array.from(rgb, (byte) => byte / 255) };
}

function ofEachPicture<Value>(
  make: (name: PictureName) => Value,
): Readonly<Record<PictureName, Value>> {
  const [content, style, probe] = PICTURE_NAMES;
  return { content: make(content), style: make(style), probe: make(probe) };
}
