import * as tf from '@tensorflow/tfjs-core';
import { type FeatureGradient, gradientTensors } from '../network/feature-maps.js';
import type { LayerName } from '../network/layers.js';
import { type Arena, convolve, sourceOf } from './arena-forward.js';
import type { PlannedMap } from './arena-plan.js';
import { addGradient } from './own-gradient.js';

/**
 * Takes a loss's gradients back to the image, `[1, h, w, 3]`, or `null` when it looks at no layer. A
 * loss's own gradient at a map is written where the gradient that comes back will be added to it and
 * masked by the map's ReLU, in the same stroke.
 */
export async function arenaBackward(
  arena: Arena,
  gradientsAt: (name: LayerName) => readonly FeatureGradient[],
): Promise<tf.Tensor4D | null> {
  const { stages, plan } = arena;
  let reached = false;
  for (let index = stages.length - 1; index >= 0; index--) {
    await arena.breathe();
    // Until the deepest gradient is met, nothing comes back.
    if (!reached) {
      const map = plan.maps[index] as PlannedMap;
      reached = addOwnGradients(arena, index, gradientsAt);
      if (!reached) continue;
      const count = map.height * map.width * map.channels;
      arena.team.run('mask', { gradient: map.gradient, map: map.address, count });
    }
    const own = index > 0 && addOwnGradients(arena, index - 1, gradientsAt);
    goBack(arena, index, own);
  }
  return reached ? readGradient(arena) : null;
}

/** Writes the losses' gradients at a stage's map to where its gradient lies; whether there are any. */
function addOwnGradients(
  arena: Arena,
  index: number,
  gradientsAt: (name: LayerName) => readonly FeatureGradient[],
): boolean {
  const stage = arena.stages[index];
  if (stage?.kind !== 'convolution') return false;
  const map = arena.plan.maps[index] as PlannedMap;
  // The scope frees those that are left when one of them fails.
  let count = 0;
  tf.tidy(() => {
    for (const gradient of gradientsAt(stage.name)) {
      addGradient(arena, map, gradient, count++ > 0);
      tf.dispose(gradientTensors(gradient));
    }
  });
  return count > 0;
}

/** From the gradient after a stage to the one before it; `own`: something lies there already. */
function goBack(arena: Arena, index: number, own: boolean): void {
  const { team, stages, plan, pooling } = arena;
  const before = sourceOf(plan, index);
  const after = plan.maps[index] as PlannedMap;
  const accumulate = own ? 1 : 0;
  const stage = stages[index];
  if (stage?.kind === 'convolution') {
    // The image has no ReLU, and where pooling made the map its own way back masks.
    const mask = index > 0 && stages[index - 1]?.kind === 'convolution' ? before.address : 0;
    const then = { bias: 0, mask, accumulate };
    convolve(arena, stage, 'backward', before, after.gradient, before.gradient, then);
    return;
  }
  team.run('poolBackward', {
    source: before.address,
    pooled: after.address,
    height: before.height,
    width: before.width,
    channels: before.channels,
    average: pooling === 'average' ? 1 : 0,
    pooledGradient: after.gradient,
    sourceGradient: before.gradient,
    accumulate,
  });
}

function readGradient({ team, plan }: Arena): tf.Tensor4D {
  const { height, width } = plan.size;
  const count = height * width;
  const colours = { red: 0, green: 0, blue: 0 };
  team.run('dropFourth', { three: plan.scratch, four: plan.image.gradient, count, ...colours });
  const values = team.floats(plan.scratch, count * 3).slice();
  return tf.tensor4d(values, [1, height, width, 3]);
}
