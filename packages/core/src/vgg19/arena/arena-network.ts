import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../../backend/free-on-failure.js';
import type { KernelsInUse } from '../../kernels/wasm/kernels-in-use.js';
import { createTeam } from '../../kernels/wasm/team.js';
import type { LayerName } from '../network/layers.js';
import type { LossProjection } from '../network/loss-projection.js';
import type { Network, NetworkOptions } from '../network/network.js';
import { type StageWeights, stageWeights } from '../network/stage-weights.js';
import { uploadProjection } from '../tensors/stage.js';
import { arenaBackward } from './arena-backward.js';
import { type Arena, runForward } from './arena-forward.js';
import { createArenaMaps } from './arena-maps.js';
import { type ArenaPlan, planArena } from './arena-plan.js';
import { packStages } from './packed-stages.js';

/**
 * Puts a network into one WebAssembly memory, where the kernels compute: weights at the bottom, above
 * them the feature maps of one pass, planned anew for each size and written over by the next pass.
 * TensorFlow.js only sees the image, its gradient and what losses ask for.
 *
 * @example
 * const network = createArenaNetwork({ weights, deepest, pooling, calibration, kernels, threads: null });
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function createArenaNetwork(options: NetworkOptions & KernelsInUse): Network {
  const { weights, calibration, breathe = async () => {} } = options;
  const pooling = weights.pooling ?? options.pooling;
  const described = stageWeights(options);
  const team = createTeam(options.kernels, options.threads);
  const projections = new Map<LayerName, LossProjection>();
  const dispose = () => {
    team.dispose();
    for (const { kernel, bias } of projections.values()) tf.dispose([kernel, bias]);
  };
  const { stages, end } = freeOnFailure(dispose, () => {
    uploadProjections(described, projections);
    return packStages(team, described);
  });
  let plan: ArenaPlan | null = null;
  let latest = {};
  const arenaOf = (height: number, width: number): Arena => {
    if (plan?.size.height !== height || plan.size.width !== width) {
      plan = planArena(stages, { width, height }, team, end);
    }
    team.reach(plan.end);
    return { team, stages, plan, pooling, inputMean: weights.inputMean, breathe };
  };
  return {
    id: weights.id,
    pooling,
    layerNames: described.flatMap((stage) => (stage.kind === 'convolution' ? [stage.name] : [])),
    contentGain: weights.contentGain ?? 1,
    factor: (name) => calibration?.[name] ?? 1,
    projection: (name) => projections.get(name) ?? null,
    forward: async (image) => {
      const pass = {};
      latest = pass;
      const [, height, width] = image.shape;
      const arena = arenaOf(height, width);
      await runForward(arena, image.dataSync() as Float32Array);
      const maps = createArenaMaps(arena, () => latest === pass);
      return {
        ...maps.view,
        backward: (gradientsAt) => arenaBackward(arena, gradientsAt),
        dispose: maps.dispose,
      };
    },
    dispose,
  };
}

function uploadProjections(
  stages: readonly StageWeights[],
  projections: Map<LayerName, LossProjection>,
): void {
  for (const stage of stages) {
    if (stage.kind === 'pooling' || stage.projection === undefined) continue;
    projections.set(stage.name, uploadProjection(stage.name, stage.projection));
  }
}
