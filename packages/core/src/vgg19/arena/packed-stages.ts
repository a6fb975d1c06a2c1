import { FIRST_FREE } from '../../kernels/wasm/operations.js';
import type { Team, TileShape } from '../../kernels/wasm/team.js';
import type { LayerName } from '../network/layers.js';
import type { StageWeights } from '../network/stage-weights.js';
import { convolutionBuffers, keepsTransformed } from './convolution-buffers.js';
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
      readonly forward: DirectionWeights;
      readonly backward: DirectionWeights;
    };

/** Where the weights of one direction lie; `transformed` is 0 where each pass makes them. */
export interface DirectionWeights {
  readonly weights: number;
  readonly transformed: number;
}

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
  const forward = reserveDirection(before, after, team, reserve);
  const backward = reserveDirection(after, before, team, reserve);
  // The kernel as it came lies past the end while it is packed.
  team.reach(end() + kernel.length * 4);
  team.floats(end(), kernel.length).set(kernel);
  team.run('packWeights', {
    kernel: end(),
    sourceChannels: inputChannels,
    targetChannels: outputChannels,
    scale: kernelScale,
    forward: forward.weights,
    backward: backward.weights,
    forwardTransformed: forward.transformed,
    backwardTransformed: backward.transformed,
  });
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

function reserveDirection(
  sourceChannels: number,
  targetChannels: number,
  tile: TileShape,
  reserve: (floats: number) => number,
): DirectionWeights {
  const panels = Math.ceil(targetChannels / tile.columns);
  const panelFloats = panels * tile.columns * sourceChannels;
  const weights = reserve(TAPS * panelFloats);
  // Convolutions that are direct at any size never look at them.
  const shape = { height: 64, width: 64, sourceChannels, targetChannels };
  const always = convolutionBuffers(shape, tile).direct;
  const transformed =
    keepsTransformed(sourceChannels, targetChannels) && !always
      ? reserve(TILE_POSITIONS * panelFloats)
      : 0;
  return { weights, transformed };
}

export function align4(channels: number): number {
  return Math.ceil(channels / 4) * 4;
}
