import type { Size } from '../../image/fit.js';
import type { StageWeights } from '../network/stage-weights.js';
import { planArena } from './arena-plan.js';
import { align4, type PackedStage } from './packed-stages.js';

/** The end of what 32-bit addresses reach. */
export const MOST_ARENA_BYTES = 2 ** 32;

/** A guess at the register tile that only its buffers depend on, which are small. */
const HANDS = { threads: 1, rows: 5, columns: 8 };
/** Kernels for both directions, some of them transformed. */
const BYTES_PER_WEIGHT = 2 * 4 * 2;

/** Bytes of the kernels' memory that a network's weights and a pass at one size take, about. */
export function arenaBytes(weights: readonly StageWeights[], size: Size): number {
  let base = 0;
  const stages = weights.map((stage): PackedStage => {
    if (stage.kind === 'pooling') return stage;
    const { kernel, inputChannels, outputChannels } = stage.weights;
    base += kernel.length * BYTES_PER_WEIGHT;
    return {
      kind: 'convolution',
      name: stage.name,
      channels: outputChannels,
      before: align4(inputChannels),
      after: align4(outputChannels),
      bias: 0,
      forward: 0,
      backward: 0,
    };
  });
  return planArena(stages, size, HANDS, base).end;
}
