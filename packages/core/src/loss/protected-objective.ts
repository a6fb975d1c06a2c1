import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import { toTensor } from '../backend/tensor.js';
import type { Coverage } from '../image/coverage.js';
import type { RgbImage } from '../image/pixels.js';
import type { Objective } from './objective.js';

/**
 * An objective of the picture as it will be seen: with the protection p of each pixel, `x + p·(content − x)`
 * in place of the image x. So the gradient with respect to x is that of the composite times 1 − p, which leaves
 * what is wholly protected where it was, and what is painted beside it is painted to go with it.
 *
 * @param objective ownership passes over
 * @param content of the image's size
 * @param protection of the image's size, 0..1
 */
export function protectedObjective(
  objective: Objective,
  content: RgbImage,
  protection: Coverage,
): Objective {
  const { target, kept, free } = freeOnFailure(objective.dispose, () =>
    tf.tidy(() => {
      const p = tf.tensor4d(protection.data, [1, protection.height, protection.width, 1]);
      return { target: tf.keep(toTensor(content)), kept: tf.keep(p), free: tf.keep(tf.sub(1, p)) };
    }),
  );
  // In this form the content is its own composite to the last digit, so that what is flat in it stays so:
  // poolings share a gradient among equals.
  const compose = (image: tf.Tensor4D) =>
    tf.tidy(() => tf.add(image, tf.mul(tf.sub(target, image), kept)) as tf.Tensor4D);
  return {
    ...objective,
    evaluate: async (image, weights) => {
      const composite = compose(image);
      try {
        const { gradient, losses } = await objective.evaluate(composite, weights);
        return freeOnFailure(
          () => tf.dispose([gradient, losses]),
          () => {
            const moved = tf.mul(gradient, free) as tf.Tensor4D;
            gradient.dispose();
            return { gradient: moved, losses };
          },
        );
      } finally {
        composite.dispose();
      }
    },
    dispose: () => {
      tf.dispose([target, kept, free]);
      objective.dispose();
    },
  };
}
