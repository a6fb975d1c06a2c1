import * as tf from '@tensorflow/tfjs-core';
import { type Coverage, poolCoverage } from '../image/coverage.js';
import { erode } from '../image/erode.js';
import type { Size } from '../image/fit.js';
import { pixelsThatCount } from '../image/parts.js';
import { type LayerName, poolingsBefore } from '../vgg19/network/layers.js';
import type { LayerCoverage } from '../vgg19/network/position-weights.js';
import { SMALLEST_NORM } from './feature-loss.js';

/** A layer's coverage as plain numbers. */
export interface LayerRoots extends Size {
  /** `√(h·w/Σm²)·m`, `[h, w]`: the mean of its squares is 1. */
  readonly data: Float32Array;
  /** Σm², which stands for h·w. */
  readonly positions: number;
}

/**
 * How much each position of a layer's feature map counts, from the coverage of its picture. `null`, all
 * of it, stays `null`. Where pooling dropped all that was visible (a last odd row), every root is 0.
 *
 * @param inner what else must be covered by how much, as a region is
 */
export function layerRoots(
  coverage: Coverage | null,
  layer: LayerName,
  inner: Inner | null = null,
): LayerRoots | null {
  if (coverage === null) return null;
  const whole = poolCoverage(coverage, poolingsBefore(layer));
  const pooled = inner === null ? whole : within(whole, inner, layer);
  const { width, height, data } = pooled;
  const positions = pixelsThatCount(pooled, pooled);
  const scale = positions === 0 ? 0 : Math.sqrt((width * height) / positions);
  return { width, height, data: data.map((value) => scale * value), positions };
}

/** A region of which the edge is left out at a layer. */
export interface Inner {
  readonly region: Coverage;
  /** Positions of the layer's map that the edge is wide. */
  readonly edge: number;
}

/** Of what counts in a region, the least that its inside leaves; less is too little to take statistics of. */
const LEAST_INSIDE = 0.25;

function within(whole: Coverage, { region, edge }: Inner, layer: LayerName): Coverage {
  const inside = erode(poolCoverage(region, poolingsBefore(layer)), edge);
  const data = whole.data.map((value, at) => Math.min(value, inside.data[at]));
  const left = { ...whole, data };
  const all = pixelsThatCount(whole, whole);
  return pixelsThatCount(left, left) < LEAST_INSIDE * all ? whole : left;
}

/** {@link layerRoots} on the device; the caller disposes it. */
export function layerCoverage(coverage: Coverage | null, layer: LayerName): LayerCoverage | null {
  return uploadRoots(layerRoots(coverage, layer));
}

/** A layer's roots as a coverage on the device; the caller disposes it. */
export function uploadRoots(roots: LayerRoots | null): LayerCoverage | null {
  if (roots === null) return null;
  const { width, height, data, positions } = roots;
  return tf.tidy(() => {
    const root = tf.tensor4d(data, [1, height, width, 1]);
    return { root, weight: tf.square(root), positions };
  });
}

/**
 * As {@link layerRoots}, for the statistics of a style: where nothing visible gets so deep, all
 * of the picture stands for it (hidden colours are filled from the visible ones), since a Gram
 * matrix of nothing would ask the painting for no features at all.
 */
export function styleRoots(coverage: Coverage | null, layer: LayerName): LayerRoots | null {
  const roots = layerRoots(coverage, layer);
  return roots !== null && roots.positions > 0 ? roots : null;
}

/** {@link styleRoots} on the device; the caller disposes it. */
export function styleCoverage(coverage: Coverage | null, layer: LayerName): LayerCoverage | null {
  return uploadRoots(styleRoots(coverage, layer));
}

/** How much the difference of two neighbouring pixels counts: the product of their coverages. */
export interface PairCoverage {
  /** Of each pixel and the one below it, `[1, h − 1, w, 1]`. */
  readonly down: tf.Tensor4D;
  /** Of each pixel and the one to its right, `[1, h, w − 1, 1]`. */
  readonly across: tf.Tensor4D;
  /** Σm² over the pixels: how many count; more than 0. */
  readonly positions: number;
}

/** The {@link PairCoverage} of an image's neighbours; `null` stays `null`. The caller disposes it. */
export function pairCoverage(coverage: Coverage | null): PairCoverage | null {
  if (coverage === null) return null;
  const { width, height, data } = coverage;
  const products = (rows: number, columns: number, toNext: number) => {
    const values = new Float32Array(rows * columns);
    for (let at = 0; at < values.length; at++) {
      const pixel = Math.floor(at / columns) * width + (at % columns);
      values[at] = data[pixel] * data[pixel + toNext];
    }
    return tf.tensor4d(values, [1, rows, columns, 1]);
  };
  const positions = Math.max(SMALLEST_NORM, pixelsThatCount(coverage, coverage));
  return tf.tidy(() => ({
    down: products(height - 1, width, width),
    across: products(height, width - 1, 1),
    positions,
  }));
}

/** Lets a coverage outlive the scope in which it was made; gives back what was given. */
export function keepCoverage(coverage: LayerCoverage | null): LayerCoverage | null {
  if (coverage !== null) for (const tensor of tensorsOf(coverage)) tf.keep(tensor);
  return coverage;
}

/** The tensors of a coverage, to dispose. */
export function tensorsOf(coverage: LayerCoverage | null): tf.Tensor4D[] {
  return coverage === null ? [] : [coverage.root, coverage.weight];
}
