import * as tf from '@tensorflow/tfjs-core';
import { fromTensor, toTensor } from '../../backend/tensor.js';
import type { Coverage } from '../../image/coverage.js';
import type { RgbImage } from '../../image/pixels.js';
import type { Losses } from '../losses.js';
import type { Objective, ObjectiveWeights } from '../objective.js';

/** What an objective says of an image that lies in the computer's own memory. */
export interface HostEvaluation {
  /** Gradient of the total with respect to the image, `[h, w, 3]` per unit of 0..1. */
  readonly gradient: Float32Array;
  /** Unweighted losses, one number each. */
  readonly losses: readonly number[];
}

/** An {@link Objective} of images that are not on the device. */
export interface HostObjective {
  evaluate(image: RgbImage, weights: ObjectiveWeights): Promise<HostEvaluation>;
  /** Names the numbers of {@link HostEvaluation.losses}. */
  nameLosses(values: ArrayLike<number>, weights: ObjectiveWeights): Losses;
  /** Frees the targets, not the network. */
  dispose(): void;
}

/** The same for an image on the device; ownership passes over. */
export function onDevice(objective: HostObjective): Objective {
  return {
    ...objective,
    evaluate: async (tensor, weights) => {
      const image = await fromTensor(tensor);
      const { gradient, losses } = await objective.evaluate(image, weights);
      return tf.tidy(() => ({
        gradient: toTensor({ ...image, data: gradient }),
        losses: tf.tensor1d([...losses]),
      }));
    },
  };
}

/** `greyObjective` for images that are not on the device; ownership passes over. */
export function greyOnHost(objective: HostObjective): HostObjective {
  return {
    ...objective,
    evaluate: async (image, weights) => {
      const evaluated = await objective.evaluate(image, weights);
      const { gradient } = evaluated;
      for (let at = 0; at < gradient.length; at += 3) {
        const mean = (gradient[at] + gradient[at + 1] + gradient[at + 2]) / 3;
        gradient.fill(mean, at, at + 3);
      }
      return evaluated;
    },
  };
}

/** `protectedObjective` for images that are not on the device; ownership passes over. */
export function protectedOnHost(
  objective: HostObjective,
  content: RgbImage,
  protection: Coverage,
): HostObjective {
  const kept = (at: number) => protection.data[Math.floor(at / 3)];
  return {
    ...objective,
    evaluate: async (image, weights) => {
      // Rounded as on the device: what is equal there is so here.
      const { fround } = Math;
      const data = image.data.map((x, at) => x + fround(kept(at) * fround(content.data[at] - x)));
      const evaluated = await objective.evaluate({ ...image, data }, weights);
      const { gradient } = evaluated;
      for (let at = 0; at < gradient.length; at++) gradient[at] *= 1 - kept(at);
      return evaluated;
    },
  };
}
