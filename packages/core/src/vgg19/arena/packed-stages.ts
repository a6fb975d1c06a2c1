import { FIRST_FREE } from '../../kernels/wasm/operations.js';
import type { Team, TileShape } from '../../kernels/wasm/team.js';
import type { LayerName } from '../network/layers.js';
import type { StageWeights } from '../network/stage-weights.js';
import { waitTransformed } from './convolution-buffers.js';
import { align } from './place-buffers.js';

/** One step of a network with the addresses of its weights. */
export type PackedStage =
  | { readonly kind: 'pooling' }
  | {
      readonly kind: 'convolution';
      readonly name: LayerName;
      /** Channels of the map that it makes. */
      readonly channels: number;
      /** Channels before and after, padded to multiples of 4, as maps hold them. */
      readonly before: number;
      readonly after: number;
      readonly bias: number;
      /** Where the weights of either direction lie. */
      readonly forward: number;
      readonly backward: number;
    };

/** Floats of a 3×3 kernel, and of a transformed one. */
const TAPS = 9;
const TILE_POSITIONS = 36;

/**
 * Packs a network's convolutions into the team's memory, for both directions.
 *
 * @returns the stages, and the first address after them
 */
export function packStages(
  team: Team,
  weights: readonly StageWeights[],
): { readonly stages: readonly PackedStage[]; readonly end: number } {
  const stages: PackedStage[] = [];
  let next = FIRST_FREE;
  const reserve = (floats: number): number => {
    const address = next;
    next = align(next + floats * 4);
    return address;
  };
  for (const stage of weights) {
    if (stage.kind === 'pooling') stages.push(stage);
    else stages.push(packStage(team, stage, reserve, () => next));
  }
  return { stages, end: next };
}

type Convolution = Extract<StageWeights, { kind: 'convolution' }>;

function packStage(
  team: Team,
  { name, weights, kernelScale, biasScale }: Convolution,
  reserve: (floats: number) => number,
  end: () => number,
): PackedStage {
  const { kernel, inputChannels, outputChannels } = weights;
  const before = align4(inputChannels);
  const after = align4(outputChannels);
  const bias = reserve(after);
  const forward = reserve(weightFloats(before, after, team));
  const backward = reserve(weightFloats(after, before, team));
  // The kernel as it came lies past the end while it is packed, after it a panel for each thread.
  const work = align(end() + kernel.length * 4);
  const workBytes = align(Math.max(before, after) * TAPS * team.columns * 4);
  team.reach(work + workBytes * team.threads);
  team.floats(end(), kernel.length).set(kernel);
  const packing = {
    kernel: end(),
    sourceChannels: inputChannels,
    targetChannels: outputChannels,
    scale: kernelScale,
    work,
    workBytes,
  };
  const transformed = waitTransformed(before, after) ? 1 : 0;
  team.run('packWeights', { ...packing, backward: 0, weights: forward, transformed });
  const back = waitTransformed(after, before) ? 1 : 0;
  team.run('packWeights', { ...packing, backward: 1, weights: backward, transformed: back });
  const biases = team.floats(bias, after).fill(0);
  weights.bias.forEach((value, index) => {
    biases[index] = value * biasScale;
  });
  return {
    kind: 'convolution',
    name,
    channels: outputChannels,
    before,
    after,
    bias,
    forward,
    backward,
  };
}

function weightFloats(sourceChannels: number, targetChannels: number, { columns }: TileShape) {
  const panels = Math.ceil(targetChannels / columns);
  const places = waitTransformed(sourceChannels, targetChannels) ? TILE_POSITIONS : TAPS;
  return places * panels * columns * sourceChannels;
}

export function align4(channels: number): number {
  return Math.ceil(channels / 4) * 4;
}
