import * as tf from '@tensorflow/tfjs-core';
import { contentLoss } from '../../packages/core/src/loss/content.js';
import { createObjective, type Objective } from '../../packages/core/src/loss/objective.js';
import { styleLoss } from '../../packages/core/src/loss/style.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import { CALIBRATION } from '../../packages/core/src/vgg19/network/calibration.js';
import type { Network, NetworkOptions } from '../../packages/core/src/vgg19/network/network.js';
import { adamContender } from './adam-contender.js';
import type { Contender, ContenderOptions } from './contender.js';
import { CONTENT_LAYERS, DEEPEST, DEFAULTS, STYLE_LAYERS } from './objective-defaults.js';

/** This engine with its default parameters, on the network that `make` puts on the backend. */
export async function engineContender(
  options: ContenderOptions,
  make: (options: NetworkOptions) => Network = createNetwork,
): Promise<Contender> {
  const { pooling } = DEFAULTS;
  const network = make({
    weights: options.weights,
    deepest: DEEPEST,
    pooling,
    calibration: CALIBRATION[pooling],
  });
  return adamContender(network, await buildObjective(network, options), options.content);
}

async function buildObjective(
  network: Network,
  { content, style }: ContenderOptions,
): Promise<Objective> {
  const { normalization } = DEFAULTS;
  const contentPass = await network.forward(content);
  const contentTerms = CONTENT_LAYERS.map((layer) => {
    const target = tf.keep(tf.clone(contentPass.featureMap(layer)));
    return contentLoss({ layer, target, normalization });
  });
  contentPass.dispose();
  const stylePass = await network.forward(style);
  const styleTerms = STYLE_LAYERS.map((layer) => {
    const target = tf.keep(stylePass.gram(layer));
    return styleLoss({ layer, target, normalization });
  });
  stylePass.dispose();
  return createObjective(network, [...contentTerms, ...styleTerms]);
}
