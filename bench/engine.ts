import * as tf from '@tensorflow/tfjs-core';
import { contentLoss } from '../packages/core/src/loss/content.js';
import { gramMatrix } from '../packages/core/src/loss/gram.js';
import { createObjective, type Objective } from '../packages/core/src/loss/objective.js';
import { styleLoss } from '../packages/core/src/loss/style.js';
import { CALIBRATION } from '../packages/core/src/vgg19/calibration.js';
import { createNetwork, type Network } from '../packages/core/src/vgg19/network.js';
import { adamContender } from './adam-contender.js';
import type { Contender, ContenderOptions } from './contender.js';
import { CONTENT_LAYERS, DEEPEST, DEFAULTS, STYLE_LAYERS } from './objective-defaults.js';

/** This engine with its default parameters. */
export function engineContender(options: ContenderOptions): Contender {
  const { pooling } = DEFAULTS;
  const network = createNetwork({
    weights: options.weights,
    deepest: DEEPEST,
    pooling,
    calibration: CALIBRATION[pooling],
  });
  return adamContender(network, buildObjective(network, options), options.content);
}

function buildObjective(network: Network, { content, style }: ContenderOptions): Objective {
  const { normalisation } = DEFAULTS;
  const contentPass = network.forward(content);
  const contentTerms = CONTENT_LAYERS.map((layer) => {
    const target = tf.keep(tf.clone(contentPass.featureMap(layer)));
    return contentLoss({ layer, target, normalisation });
  });
  contentPass.dispose();
  const stylePass = network.forward(style);
  const styleTerms = STYLE_LAYERS.map((layer) => {
    const target = tf.keep(gramMatrix(stylePass.featureMap(layer)));
    return styleLoss({ layer, target, normalisation });
  });
  stylePass.dispose();
  return createObjective(network, [...contentTerms, ...styleTerms]);
}
