import * as tf from '@tensorflow/tfjs-core';
import type { Objective } from '../../packages/core/src/loss/objective.js';
import { adam } from '../../packages/core/src/optimizer/adam.js';
import { disposeState } from '../../packages/core/src/optimizer/optimizer.js';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import type { Contender } from './contender.js';
import { WEIGHTS } from './objective-defaults.js';

/** The engine's iteration on an objective, as a run makes it; network and objective pass over to it. */
export function adamContender(
  network: Network,
  objective: Objective,
  start: tf.Tensor4D,
): Contender {
  const optimizer = adam();
  let state = optimizer.init(start);
  return {
    name: 'engine',
    iterate: async () => {
      const { gradient, losses } = await objective.evaluate(optimizer.image(state), WEIGHTS);
      const { total } = objective.nameLosses(losses.dataSync(), WEIGHTS);
      const next = optimizer.update(state, gradient);
      disposeState(state);
      tf.dispose([gradient, losses]);
      state = next;
      return total;
    },
    dispose: () => {
      disposeState(state);
      objective.dispose();
      network.dispose();
    },
  };
}
