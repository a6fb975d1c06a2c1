import type * as tf from '@tensorflow/tfjs-core';
import type { LayerName } from '../../packages/core/src/vgg19/network/layers.js';
import type { ForwardPass, Network } from '../../packages/core/src/vgg19/network/network.js';
import { pool } from '../../packages/core/src/vgg19/tensors/pooling.js';
import { checkGram } from './check-gram.js';
import { compareMap } from './compare-map.js';
import { type ExactMap, exactGram } from './exact/exact-map.js';
import type { ExactNetwork } from './exact/exact-network.js';
import type { Findings } from './judge/findings.js';
import { relativeL2 } from './judge/statistics.js';
import { type NumberTree, type PictureName, POOLING_NAMES } from './set/reference-set.js';

/** One picture, and its maps in float64. */
export interface Shown {
  readonly picture: PictureName;
  readonly image: tf.Tensor4D;
  readonly maps: readonly ExactMap[];
}

/** A map as the reference names it: a convolution's, or what pooling made of the one before. */
interface NamedMap {
  readonly name: string;
  readonly stage: number;
  readonly convolution: LayerName;
}

/**
 * Compares every feature map of one picture, and the Gram matrices of the style layers: the engine's
 * with those in float64 as wholes, and both with the statistics and samples that the reference keeps.
 */
export async function checkFeatureMaps(
  network: Network,
  exact: ExactNetwork,
  { picture, image, maps }: Shown,
  numbers: NumberTree,
  findings: Findings,
): Promise<void> {
  const pass = await network.forward(image);
  const root = ['pooling', POOLING_NAMES[network.pooling]];
  let before: ExactMap | null = null;
  for (const { name, stage, convolution } of namedMaps(exact)) {
    const path = [...root, 'activations', picture, name];
    const at = `${picture} ${name}`;
    const wanted = maps[stage] as ExactMap;
    const engine = readMap(pass, network, name, convolution);
    const record = (error: number, what: string) =>
      findings.record('float64 network', error, `${at} ${what}`);
    compareMap(wanted, path, numbers, { at, whole: record, single: record, zeros: record });
    const through = relativeL2(engine.values, wanted.values);
    const whole = (error: number, what: string) =>
      findings.record('feature maps', error, `${at} ${what}`);
    whole(through, 'as a whole');
    compareMap(engine, path, numbers, {
      ...{ at, whole },
      single: (error, what) =>
        findings.record('feature maps (single values)', error, `${at} ${what}`),
    });
    if (name === convolution) {
      const own = before && relativeL2(engine.values, exact.apply(stage, before).values);
      findings.recordRounding({ layer: name, own: own ?? through, through });
      const gram = [...root, 'gram', picture, name];
      if (numbers.has(...gram)) {
        checkGram(pass.gram(name), exactGram(wanted), gram, numbers, findings, at);
      }
    }
    before = engine;
  }
  pass.dispose();
}

function namedMaps(exact: ExactNetwork): NamedMap[] {
  let convolution: LayerName = 'conv1_1';
  let pools = 0;
  return exact.stages.map((each, stage) => {
    if (each.kind === 'convolution') convolution = each.name;
    const name = each.kind === 'convolution' ? each.name : `pool${++pools}`;
    return { name, stage, convolution };
  });
}

function readMap(
  pass: ForwardPass,
  network: Network,
  name: string,
  convolution: LayerName,
): ExactMap {
  const own = pass.featureMap(convolution);
  const map = name === convolution ? own : pool(own, network.pooling);
  const [, height, width, channels] = map.shape;
  const values = Float64Array.from(map.dataSync());
  // The pass owns the map of a convolution; a pooled map is the caller's.
  if (map !== own) map.dispose();
  return { height, width, channels, values };
}
