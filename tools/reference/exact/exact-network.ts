import type { LayerName, Pooling } from '../../../packages/core/src/vgg19/network/layers.js';
import type { NetworkWeights } from '../../../packages/core/src/vgg19/network/network-weights.js';
import {
  type StageWeights,
  stageWeights,
} from '../../../packages/core/src/vgg19/network/stage-weights.js';
import { convolveBackExactly, convolveExactly } from './exact-convolution.js';
import { type ExactMap, zeroMap } from './exact-map.js';
import { poolBackExactly, poolExactly } from './exact-pooling.js';

/** The raw network (no calibration) in float64, in plain loops: what float32 is measured against. */
export interface ExactNetwork {
  readonly pooling: Pooling;
  readonly stages: readonly StageWeights[];
  /** What each stage makes of an image, `[h, w, 3]` RGB in 0..1. */
  forward(image: ExactMap): ExactMap[];
  /** What one stage makes of the map before it. */
  apply(stage: number, before: ExactMap): ExactMap;
  /** A stage's map by its layer's name. */
  find(maps: readonly ExactMap[], layer: LayerName): ExactMap;
  /**
   * Gradient with respect to the image of a loss whose gradients at the layers' maps are `own`.
   *
   * @param decisions maps that say what passes each ReLU and wins each pooling: those of `forward`, or
   *   those of another implementation, whose gradient this one then has without its rounding
   */
  backward(decisions: readonly ExactMap[], own: (layer: LayerName) => ExactMap | null): ExactMap;
}

/**
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function createExactNetwork(
  weights: NetworkWeights,
  deepest: LayerName,
  pooling: Pooling,
): ExactNetwork {
  const stages = stageWeights({ weights, deepest, calibration: null });
  const apply = (index: number, before: ExactMap): ExactMap => {
    const stage = stages[index] as StageWeights;
    return stage.kind === 'pooling'
      ? poolExactly(before, pooling)
      : relu(convolveExactly(before, stage.weights));
  };
  return {
    pooling,
    stages,
    apply,
    forward: (image) => {
      const { inputMean } = weights;
      const values = image.values.map((value, at) => value - (inputMean[at % 3] as number));
      let current: ExactMap = { ...image, values };
      return stages.map((_, index) => {
        current = apply(index, current);
        return current;
      });
    },
    find: (maps, layer) => maps[stages.findIndex((stage) => nameOf(stage) === layer)] as ExactMap,
    backward: (decisions, own) => goBack(stages, pooling, decisions, own),
  };
}

function relu(map: ExactMap): ExactMap {
  return { ...map, values: map.values.map((value) => Math.max(0, value)) };
}

function nameOf(stage: StageWeights): LayerName | null {
  return stage.kind === 'convolution' ? stage.name : null;
}

function goBack(
  stages: readonly StageWeights[],
  pooling: Pooling,
  decisions: readonly ExactMap[],
  own: (layer: LayerName) => ExactMap | null,
): ExactMap {
  let gradient: ExactMap | null = null;
  for (let index = decisions.length - 1; index >= 0; index--) {
    const stage = stages[index] as StageWeights;
    const map = decisions[index] as ExactMap;
    if (stage.kind === 'pooling') {
      const source = decisions[index - 1] as ExactMap;
      gradient &&= poolBackExactly(gradient, source, map, pooling);
    } else {
      const total: ExactMap | null = sum(gradient, own(stage.name));
      gradient = total && convolveBackExactly(masked(total, map), stage.weights);
    }
  }
  return gradient ?? zeroMap(decisions[0] as ExactMap, 3);
}

function sum(a: ExactMap | null, b: ExactMap | null): ExactMap | null {
  if (a === null || b === null) return a ?? b;
  return { ...a, values: a.values.map((value, at) => value + (b.values[at] as number)) };
}

function masked(gradient: ExactMap, map: ExactMap): ExactMap {
  const values = gradient.values.map((value, at) => ((map.values[at] as number) > 0 ? value : 0));
  return { ...gradient, values };
}
