import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import type { Size } from '../../image/fit.js';
import type { StageWeights } from '../network/stage-weights.js';
import { planArena } from './arena-plan.js';
import { align4, type PackedStage } from './packed-stages.js';

/** The end of what 32-bit addresses reach. */
const MOST_BYTES = 2 ** 32;
const MEGABYTE = 2 ** 20;
/** A guess at the register tile that only its buffers depend on, which are small. */
const HANDS = { threads: 1, rows: 5, columns: 8 };
/** Kernels for both directions, some of them transformed. */
const BYTES_PER_WEIGHT = 2 * 4 * 2;

/**
 * Refuses a size whose feature maps would not fit into the memory that the kernels can address, so
 * that a run says so before it starts.
 *
 * @throws StyleTransferError `out-of-memory`
 */
export function checkArena(weights: readonly StageWeights[], size: Size): void {
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
  const { end } = planArena(stages, size, HANDS, base);
  if (end <= MOST_BYTES) return;
  const [needed, most] = [end, MOST_BYTES].map((bytes) => Math.ceil(bytes / MEGABYTE));
  throw new StyleTransferError(
    'out-of-memory',
    sentence`The network needs ${needed} MB for ${size.width} × ${size.height} px, but ${most} MB are the most that it can address; choose a smaller size.`,
  );
}
