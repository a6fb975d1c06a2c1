import type { Size } from '../../image/fit.js';
import type { PackedStage } from './packed-stages.js';
import { align, type Buffer, placeBuffers } from './place-buffers.js';
import { convolutionScratch, type Hands, momentsScratch, productScratch } from './scratch.js';

/** A map in the arena. */
export interface PlannedMap {
  readonly address: number;
  /** Of the loss's gradient with respect to it, masked by its ReLU; 0 for the image's map. */
  readonly gradient: number;
  readonly height: number;
  readonly width: number;
  /** Padded to a multiple of 4, and those that there are. */
  readonly channels: number;
  readonly wanted: number;
}

/** Everything that a pass at one size needs, before it starts. */
export interface ArenaPlan {
  readonly size: Size;
  /** The mean-free image, four floats per pixel. */
  readonly image: PlannedMap;
  /** What each stage makes, in the order of the stages. */
  readonly maps: readonly PlannedMap[];
  /** Where buffers of single operations begin. */
  readonly scratch: number;
  /** The first address after the arena. */
  readonly end: number;
}

interface Shape extends Size {
  readonly channels: number;
  readonly wanted: number;
}

/**
 * Plans the memory of a pass at one size: each feature map lives from its making until the way back
 * has passed it, each gradient for two steps, and what does not live at the same time shares a place.
 *
 * @param base the first free address
 */
export function planArena(
  stages: readonly PackedStage[],
  size: Size,
  hands: Hands,
  base: number,
): ArenaPlan {
  const image = { ...size, channels: 4, wanted: 3 };
  const shapes = mapShapes(stages, image);
  const scratch = align(base);
  const start = scratchEnd(stages, [image, ...shapes], hands, scratch);
  const { starts, bytes } = placeBuffers(lifetimes(stages, [image, ...shapes]));
  const count = stages.length + 1;
  const maps = [image, ...shapes].map((shape, index) => ({
    ...shape,
    address: start + (starts[index] as number),
    gradient: start + (starts[count + index] as number),
  }));
  return { size, image: maps[0] as PlannedMap, maps: maps.slice(1), scratch, end: start + bytes };
}

/** The shapes of what the stages make. */
function mapShapes(stages: readonly PackedStage[], image: Shape): Shape[] {
  let shape = image;
  return stages.map((stage) => {
    const { height, width } = shape;
    shape =
      stage.kind === 'convolution'
        ? { height, width, channels: stage.after, wanted: stage.channels }
        : { ...shape, height: Math.floor(height / 2), width: Math.floor(width / 2) };
    return shape;
  });
}

/**
 * The maps' lifetimes and then the gradients'. The way there takes step i for stage i, the way back
 * step 2n − i; map i is read once more as the input of stage i + 1 on its way back.
 */
function lifetimes(stages: readonly PackedStage[], shapes: readonly Shape[]): Buffer[] {
  const count = stages.length;
  const back = (stage: number) => 2 * count - stage;
  const maps = shapes.map((shape, index) => {
    const stage = index - 1;
    // The image's map is only read by the first stage; a pooled map also on its own way back.
    if (stage < 0) return { bytes: bytesOf(shape), from: -1, until: 0 };
    const until = stages[stage]?.kind === 'pooling' ? back(stage) : back(stage + 1);
    return { bytes: bytesOf(shape), from: stage, until };
  });
  const gradients = shapes.map((shape, index) => {
    const stage = index - 1;
    return { bytes: bytesOf(shape), from: back(stage + 1), until: back(stage) };
  });
  return [...maps, ...gradients];
}

function bytesOf({ height, width, channels }: Shape): number {
  return height * width * channels * 4;
}

/** The most that any single operation needs. */
function scratchEnd(
  stages: readonly PackedStage[],
  shapes: readonly Shape[],
  hands: Hands,
  base: number,
): number {
  const [{ height, width }] = shapes as [Shape];
  let end = base + height * width * 12;
  stages.forEach((stage, index) => {
    if (stage.kind === 'pooling') return;
    const { before, after } = stage;
    const shape = shapes[index + 1] as Shape;
    const map = { positions: shape.height * shape.width, ...shape };
    const there = { ...shape, sourceChannels: before, targetChannels: after };
    const back = { ...shape, sourceChannels: after, targetChannels: before };
    end = Math.max(
      end,
      convolutionScratch(base, there, hands).end,
      convolutionScratch(base, back, hands).end,
      momentsScratch(base, map, hands).end,
      productScratch(base, map, hands).end,
    );
  });
  return align(end);
}
