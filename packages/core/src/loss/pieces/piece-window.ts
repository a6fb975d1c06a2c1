import * as tf from '@tensorflow/tfjs-core';
import type { LayerCoverage } from '../../vgg19/network/position-weights.js';
import type { LayerRoots } from '../layer-coverage.js';
import type { Piece } from './piece-plan.js';

/** Where a piece's own positions lie at one layer. */
export interface PieceWindow {
  /** Of the map that the network makes of what it is shown. */
  readonly height: number;
  readonly width: number;
  /** The piece's own positions in that map. */
  readonly top: number;
  readonly left: number;
  readonly ownHeight: number;
  readonly ownWidth: number;
  /** The same positions in the whole picture's map. */
  readonly wholeTop: number;
  readonly wholeLeft: number;
}

/** The window of a piece after so many poolings, which drop a last odd row or column. */
export function windowOf({ own, seen }: Piece, poolings: number): PieceWindow {
  const at = (pixel: number) => Math.floor(pixel / 2 ** poolings);
  const [seenTop, seenLeft] = [at(seen.top), at(seen.left)];
  const [wholeTop, wholeLeft] = [at(own.top), at(own.left)];
  return {
    height: at(seen.bottom) - seenTop,
    width: at(seen.right) - seenLeft,
    top: wholeTop - seenTop,
    left: wholeLeft - seenLeft,
    ownHeight: at(own.bottom) - wholeTop,
    ownWidth: at(own.right) - wholeLeft,
    wholeTop,
    wholeLeft,
  };
}

/** Whether all that a piece sees is its own. */
export function isAllOwn({ height, width, ownHeight, ownWidth }: PieceWindow): boolean {
  return height === ownHeight && width === ownWidth;
}

/**
 * How much each position counts in a piece's map: nothing outside the piece's own part, and inside as
 * much as in the whole picture. Its mean is not 1. The caller disposes it; `null`: all count alike.
 */
export function windowCoverage(
  window: PieceWindow,
  roots: LayerRoots | null,
): LayerCoverage | null {
  if (roots === null && isAllOwn(window)) return null;
  const { height, width, top, left } = window;
  const values = new Float32Array(height * width);
  copyRows(window, roots, values, top * width + left, width);
  return uploadCoverage(values, height, width);
}

/** How much each of a piece's own positions counts, without the others; the caller disposes it. */
export function ownCoverage(window: PieceWindow, roots: LayerRoots | null): LayerCoverage | null {
  if (roots === null) return null;
  const { ownHeight, ownWidth } = window;
  const values = new Float32Array(ownHeight * ownWidth);
  copyRows(window, roots, values, 0, ownWidth);
  return uploadCoverage(values, ownHeight, ownWidth);
}

function copyRows(
  { ownHeight, ownWidth, wholeTop, wholeLeft }: PieceWindow,
  roots: LayerRoots | null,
  values: Float32Array,
  start: number,
  stride: number,
): void {
  for (let row = 0; row < ownHeight; row++) {
    const to = start + row * stride;
    if (roots === null) values.fill(1, to, to + ownWidth);
    else {
      const from = (wholeTop + row) * roots.width + wholeLeft;
      values.set(roots.data.subarray(from, from + ownWidth), to);
    }
  }
}

function uploadCoverage(values: Float32Array, height: number, width: number): LayerCoverage {
  return tf.tidy(() => {
    const root = tf.tensor4d(values, [1, height, width, 1]);
    return { root, weight: tf.square(root), positions: height * width };
  });
}

/** A piece's own part of its map `[1, h, w, C]`; the caller disposes it. */
export function ownPart(map: tf.Tensor4D, window: PieceWindow): tf.Tensor4D {
  const { top, left, ownHeight, ownWidth } = window;
  return tf.slice(map, [0, top, left, 0], [1, ownHeight, ownWidth, map.shape[3]]);
}

/** {@link ownPart} backwards: zeros around what belongs to the piece; the caller disposes it. */
export function amidZeros(own: tf.Tensor4D, window: PieceWindow): tf.Tensor4D {
  const { height, width, top, left, ownHeight, ownWidth } = window;
  return tf.pad(own, [
    [0, 0],
    [top, height - top - ownHeight],
    [left, width - left - ownWidth],
    [0, 0],
  ]);
}
