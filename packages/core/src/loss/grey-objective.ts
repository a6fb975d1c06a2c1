import * as tf from '@tensorflow/tfjs-core';
import type { Objective } from './objective.js';

/**
 * An objective within grey images: its gradient is laid onto the grey axis, where all three
 * channels get their mean, so that an image whose channels are equal keeps them equal. A network
 * answers a grey picture with a coloured gradient, and would paint specks that nobody asked for.
 *
 * @param objective ownership passes over
 */
export function greyObjective(objective: Objective): Objective {
  return {
    ...objective,
    evaluate: async (image, weights) => {
      const { gradient, losses } = await objective.evaluate(image, weights);
      try {
        return { gradient: ontoGreyAxis(gradient), losses };
      } catch (error) {
        losses.dispose();
        throw error;
      } finally {
        gradient.dispose();
      }
    },
  };
}

function ontoGreyAxis(gradient: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.tile(tf.mean(gradient, 3, true), [1, 1, 1, 3]) as tf.Tensor4D);
}
