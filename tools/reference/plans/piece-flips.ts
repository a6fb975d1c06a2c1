import * as tf from '@tensorflow/tfjs-core';
import { toTensor } from '../../../packages/core/src/backend/tensor.js';
import { cutImage, sizeOf } from '../../../packages/core/src/image/cut.js';
import type { Size } from '../../../packages/core/src/image/fit.js';
import type { RgbImage } from '../../../packages/core/src/image/pixels.js';
import type { Box } from '../../../packages/core/src/image/trim.js';
import type { Piece, PiecePlan } from '../../../packages/core/src/loss/pieces/piece-plan.js';
import { type LayerName, poolingsBefore } from '../../../packages/core/src/vgg19/network/layers.js';
import type { Network } from '../../../packages/core/src/vgg19/network/network.js';
import { type PlacedFlip, placeFlips, readDecisions } from '../exact/decisions.js';
import type { ExactMap } from '../exact/exact-map.js';
import type { ExactNetwork } from '../exact/exact-network.js';

/** A decision that a piece takes otherwise than the whole picture. */
export interface PieceFlip extends PlacedFlip {
  /** The pixels whose gradient goes through it. */
  readonly reach: Box;
}

/**
 * Every ReLU and max-pooling decision that a piece takes otherwise than the whole picture does, where the piece
 * sees all that the decision depends on. Places are the whole picture's.
 */
export async function flipsOfPieces(
  network: Network,
  exact: ExactNetwork,
  image: RgbImage,
  { pieces, size }: PiecePlan,
): Promise<PieceFlip[]> {
  const whole = await decisionsOf(network, exact, image);
  const found = new Map<string, PieceFlip>();
  for (const piece of pieces) {
    const own = await decisionsOf(network, exact, cutImage(image, piece.seen));
    for (const flip of flipsOf(exact, whole, own, piece, size)) {
      found.set(JSON.stringify([flip.layer, flip.kind, flip.y, flip.x, flip.channel]), flip);
    }
  }
  return [...found.values()];
}

async function decisionsOf(
  network: Network,
  exact: ExactNetwork,
  image: RgbImage,
): Promise<ExactMap[]> {
  const tensor = toTensor(image);
  try {
    return await readDecisions(network, exact, tensor);
  } finally {
    tf.dispose(tensor);
  }
}

/** How far a stage's map looks, px, and what it makes one position of. */
interface StageReach {
  readonly layer: LayerName;
  readonly exact: number;
  readonly stride: number;
}

function reachesOf({ stages }: ExactNetwork): StageReach[] {
  let [layer, exact, stride]: [LayerName, number, number] = ['conv1_1', 0, 1];
  return stages.map((stage) => {
    if (stage.kind === 'pooling') stride *= 2;
    else {
      layer = stage.name;
      exact += 2 ** poolingsBefore(layer);
    }
    return { layer, exact, stride };
  });
}

function flipsOf(
  exact: ExactNetwork,
  whole: readonly ExactMap[],
  own: readonly ExactMap[],
  piece: Piece,
  size: Size,
): PieceFlip[] {
  const reaches = reachesOf(exact);
  const right = reaches.map(({ exact: margin }) => seenRightly(piece.seen, margin, size));
  const at = (index: number, box: Box) => inPositions(box, (reaches[index] as StageReach).stride);
  const cut = (maps: readonly ExactMap[], origin: Box | null) =>
    maps.map((map, index) => {
      const { left = 0, top = 0 } = origin === null ? {} : at(index, origin);
      return cutMap(map, moved(at(index, right[index] as Box), -left, -top));
    });
  const flips = placeFlips(exact, cut(whole, null), cut(own, piece.seen));
  return flips.map((flip) => {
    const index = exact.stages.findIndex((stage) => 'name' in stage && stage.name === flip.layer);
    const stage = flip.kind === 'ReLU' ? index : index + 1;
    const { left, top } = at(stage, right[stage] as Box);
    const placed = { ...flip, x: flip.x + left, y: flip.y + top };
    return { ...placed, reach: reachOfPosition(placed, reaches[stage] as StageReach) };
  });
}

/** What of a piece is as in the whole picture, in multiples of 16 px: no decision there depends on what it does not see. */
function seenRightly(seen: Box, margin: number, { width, height }: Size): Box {
  const step = Math.ceil(margin / 16) * 16;
  return {
    left: seen.left === 0 ? 0 : seen.left + step,
    top: seen.top === 0 ? 0 : seen.top + step,
    right: seen.right === width ? width : seen.right - step,
    bottom: seen.bottom === height ? height : seen.bottom - step,
  };
}

function inPositions(box: Box, stride: number): Box {
  const at = (pixel: number) => Math.floor(pixel / stride);
  return { left: at(box.left), top: at(box.top), right: at(box.right), bottom: at(box.bottom) };
}

function moved({ left, top, right, bottom }: Box, x: number, y: number): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

function cutMap(map: ExactMap, box: Box): ExactMap {
  const { width, height } = sizeOf(box);
  const row = width * map.channels;
  const values = new Float64Array(height * row);
  for (let y = 0; y < height; y++) {
    const from = ((box.top + y) * map.width + box.left) * map.channels;
    values.set(map.values.subarray(from, from + row), y * row);
  }
  return { width, height, channels: map.channels, values };
}

function reachOfPosition({ x, y }: PlacedFlip, { exact, stride }: StageReach): Box {
  return {
    left: x * stride - exact,
    top: y * stride - exact,
    right: (x + 1) * stride + exact,
    bottom: (y + 1) * stride + exact,
  };
}
