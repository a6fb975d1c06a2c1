import { StyleTransferError } from '../base/errors.js';
import * as LIMITS from '../base/limits.js';
import { type Said, sentence } from '../base/sentence.js';
import { isLayerName, type LayerName } from '../vgg19/network/layers.js';
import {
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsTensor,
} from '../weights/formats/safetensors.js';
import type { LayerStatistics, ScaleStatistics, StyleStatistics } from './style-statistics.js';

const VERSION = 1;
const MOST_SCALES = LIMITS.STATISTICS_SCALES;
const LARGEST_VALUE = LIMITS.STATISTICS_LARGEST_VALUE;

/** What a file says of itself, as JSON in its metadata. */
interface Description {
  readonly version: number;
  readonly network: string;
  readonly pooling: 'max' | 'average';
  readonly longSides: readonly number[];
  /** Only of a grey picture; files that do not say it count as coloured. */
  readonly grey?: boolean;
}

/**
 * Writes style statistics as a safetensors file of half floats: per scale and layer the mean, the
 * upper triangle of the covariance, and the largest magnitude of each, by which they are divided
 * (a half float ends at 65 504, raw covariances at ten million). About 0.6 MB per scale.
 *
 * @example
 * const bytes = encodeStyleStatistics(await takeStyleStatistics({ weights, picture }));
 */
export function encodeStyleStatistics(statistics: StyleStatistics): Uint8Array {
  const { network, pooling, scales, grey } = statistics;
  const tensors = new Map<string, SafetensorsTensor>();
  scales.forEach(({ layers }, index) => {
    for (const [layer, { mean, covariance }] of layers) {
      const packed = { mean, covariance: upperTriangle(covariance, mean.length) };
      for (const [kind, values] of Object.entries(packed)) {
        const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
        const name = `${index}/${layer}/${kind}`;
        const halves = values.map((value) => value / largest);
        tensors.set(name, { dtype: 'F16', shape: [halves.length], values: halves });
        const scale = Float32Array.of(largest);
        tensors.set(`${name}/largest`, { dtype: 'F32', shape: [1], values: scale });
      }
    }
  });
  const longSides = scales.map(({ longSide }) => longSide);
  const description: Description = {
    version: VERSION,
    network,
    pooling,
    longSides,
    ...(grey ? { grey } : {}),
  };
  return encodeSafetensors(tensors, { 'pastiche-style': JSON.stringify(description) });
}

/**
 * Reads style statistics back; values are within half-float rounding (2⁻¹¹ of each tensor's largest).
 *
 * @throws StyleTransferError `invalid-statistics` when the file is something else, of a newer
 *   version, or damaged.
 */
export function decodeStyleStatistics(bytes: Uint8Array): StyleStatistics {
  const name = sentence`The style statistics file`;
  const { tensors, metadata } = decodeSafetensors(bytes, { name, code: 'invalid-statistics' });
  const { network, pooling, longSides, grey } = parseDescription(metadata['pastiche-style']);
  // Once for all scales: a file may hold very many tensors that are none of ours.
  const means = [...tensors.keys()].filter((name) => name.endsWith('/mean'));
  const scales = longSides.map((longSide, index): ScaleStatistics => {
    const layers = new Map<LayerName, LayerStatistics>();
    for (const key of means) {
      const [scale, layer = '', , rest] = key.split('/');
      if (scale !== String(index) || rest !== undefined) continue;
      if (isLayerName(layer)) layers.set(layer, readLayer(tensors, `${index}/${layer}`));
    }
    if (layers.size === 0) refuse(sentence`hold feature maps at ${longSide} px, but none came`);
    return { longSide, layers };
  });
  return { network, pooling, scales, ...(grey ? { grey } : {}) };
}

function parseDescription(text: string | undefined): Description {
  if (text === undefined)
    refuse(sentence`say that they are ones, but this is another safetensors file`);
  const description = parseJson(text) as Partial<Description> | null;
  if (typeof description?.version === 'number' && description.version > VERSION) {
    throw new StyleTransferError(
      'invalid-statistics',
      sentence`Style statistics should have version ${VERSION}, but version ${description.version} came; update Pastiche to read them.`,
    );
  }
  const { version, network, pooling, longSides, grey } = description ?? {};
  if (
    version !== VERSION ||
    typeof network !== 'string' ||
    (pooling !== 'max' && pooling !== 'average') ||
    !Array.isArray(longSides) ||
    longSides.length === 0 ||
    longSides.length > MOST_SCALES ||
    !longSides.every((side, index) => Number.isInteger(side) && side > (longSides[index - 1] ?? 0))
  ) {
    refuse(sentence`name their network, pooling and sizes, but this file does not`);
  }
  return { version, network, pooling, longSides, grey: grey === true };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readLayer(tensors: Map<string, SafetensorsTensor>, prefix: string): LayerStatistics {
  const mean = readValues(tensors, `${prefix}/mean`);
  const triangle = readValues(tensors, `${prefix}/covariance`);
  const channels = mean.length;
  if (channels === 0) refuse(sentence`hold ${prefix}, but it is missing`);
  if (triangle.length !== (channels * (channels + 1)) / 2) {
    refuse(
      sentence`hold ${(channels * (channels + 1)) / 2} covariances for the ${channels} channels of ${prefix}, but ${triangle.length} came`,
    );
  }
  return { mean, covariance: fromUpperTriangle(triangle, channels) };
}

function readValues(tensors: Map<string, SafetensorsTensor>, name: string): Float32Array {
  const stored = tensors.get(name)?.values;
  const largest = tensors.get(`${name}/largest`)?.values[0];
  if (!(stored instanceof Float32Array) || largest === undefined) {
    refuse(sentence`hold ${name}, but it is missing`);
  }
  const values = stored.map((value) => value * largest);
  if (!values.every((value) => Math.abs(value) <= LARGEST_VALUE))
    refuse(sentence`hold numbers, but ${name} has others`);
  return values;
}

function upperTriangle(matrix: Float32Array, size: number): Float32Array {
  const triangle = new Float32Array((size * (size + 1)) / 2);
  let at = 0;
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) triangle[at++] = matrix[row * size + column];
  }
  return triangle;
}

function fromUpperTriangle(triangle: Float32Array, size: number): Float32Array {
  const matrix = new Float32Array(size * size);
  let at = 0;
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      matrix[row * size + column] = triangle[at];
      matrix[column * size + row] = triangle[at++];
    }
  }
  return matrix;
}

function refuse(expectation: Said): never {
  throw new StyleTransferError(
    'invalid-statistics',
    sentence`Style statistics should ${expectation}; take them anew from the style picture.`,
  );
}
