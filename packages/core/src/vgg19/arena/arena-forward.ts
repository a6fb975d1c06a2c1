import type { Team } from '../../kernels/wasm/team.js';
import type { Pooling } from '../network/layers.js';
import type { ArenaPlan, PlannedMap } from './arena-plan.js';
import type { PackedStage } from './packed-stages.js';
import { convolutionScratch } from './scratch.js';

/** A network in its memory, planned for one size. */
export interface Arena {
  readonly team: Team;
  readonly stages: readonly PackedStage[];
  readonly plan: ArenaPlan;
  readonly pooling: Pooling;
  readonly inputMean: readonly [number, number, number];
  /** Awaited between layers. */
  readonly breathe: () => Promise<void>;
}

/** Computes every feature map of an image, `[h, w, 3]` in 0..1. */
export async function runForward(arena: Arena, image: Float32Array): Promise<void> {
  const { team, stages, plan, inputMean } = arena;
  const [red, green, blue] = inputMean;
  const count = image.length / 3;
  team.floats(plan.scratch, image.length).set(image);
  const four = plan.image.address;
  team.run('subtractMean', { three: plan.scratch, four, count, red, green, blue });
  for (const [index, stage] of stages.entries()) {
    await arena.breathe();
    const source = sourceOf(plan, index);
    const target = plan.maps[index] as PlannedMap;
    if (stage.kind === 'pooling') poolForward(arena, source, target);
    else {
      const { bias } = stage;
      const after = { bias, mask: 0, accumulate: 0 };
      convolve(arena, stage, 'forward', source, source.address, target.address, after);
    }
  }
}

/** What a stage reads: what the one before it made, or the image. */
export function sourceOf(plan: ArenaPlan, stage: number): PlannedMap {
  return stage === 0 ? plan.image : (plan.maps[stage - 1] as PlannedMap);
}

/** What happens to the result of a convolution; see `records.ts` of the kernels. */
export interface AfterConvolution {
  readonly bias: number;
  readonly mask: number;
  readonly accumulate: number;
}

/** One convolution at a map's size, in either direction. */
export function convolve(
  { team, plan }: Arena,
  stage: Extract<PackedStage, { kind: 'convolution' }>,
  direction: 'forward' | 'backward',
  { height, width }: PlannedMap,
  source: number,
  target: number,
  after: AfterConvolution,
): void {
  const { before, after: made } = stage;
  const sourceChannels = direction === 'forward' ? before : made;
  const targetChannels = direction === 'forward' ? made : before;
  const shape = { height, width, sourceChannels, targetChannels };
  const { direct, words } = convolutionScratch(plan.scratch, shape, team);
  team.run(direct ? 'convolveDirectly' : 'convolveByTiles', {
    ...shape,
    ...words,
    weights: stage[direction],
    ...after,
    source,
    target,
  });
}

function poolForward({ team, pooling }: Arena, source: PlannedMap, target: PlannedMap): void {
  const { height, width, channels } = source;
  team.run('pool', {
    source: source.address,
    pooled: target.address,
    height,
    width,
    channels,
    average: pooling === 'average' ? 1 : 0,
    pooledGradient: 0,
    sourceGradient: 0,
    accumulate: 0,
  });
}
