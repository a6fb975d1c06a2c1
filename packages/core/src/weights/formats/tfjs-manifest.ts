import { decodeText } from '../../base/decode-text.js';
import { StyleTransferError } from '../../base/errors.js';
import { isRecord } from '../../base/is-record.js';
import { isLfsPointer, lfsPointerError } from '../../base/lfs-pointer.js';
import { type Said, sentence } from '../../base/sentence.js';
import type { Quantization, StoredType } from './tensor-values.js';

/** One tensor of a manifest and where it lies in its group's shards put end to end. */
export interface ManifestTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** The type the model computes with, such as `float32`. */
  readonly dtype: string;
  /** How the values are stored: `dtype`, or what it was quantized to. */
  readonly stored: string;
  readonly quantization: Quantization | undefined;
  readonly start: number;
  readonly end: number;
}

/** Tensors and the files that hold them, end to end and cut anywhere. */
export interface ManifestGroup {
  readonly paths: readonly string[];
  readonly tensors: readonly ManifestTensor[];
  /** All bytes of the group's files together. */
  readonly bytes: number;
}

/** Bytes of each type of the format (texts have no fixed size). */
const TYPE_BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  float16: 2,
  int32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
  complex64: 8,
};

/**
 * Parses a TensorFlow.js `model.json` as far as weights go: its `weightsManifest`.
 *
 * @param file What messages call the file.
 * @throws StyleTransferError `invalid-weights` when it is no manifest, has a tensor of unknown size,
 * or a path that leads out of the manifest's folder.
 */
export function parseTfjsManifest(bytes: Uint8Array, file: string): ManifestGroup[] {
  if (isLfsPointer(bytes)) throw lfsPointerError('invalid-weights', file);
  let model: unknown;
  try {
    model = JSON.parse(decodeText(bytes, { fatal: true }));
  } catch (cause) {
    throw notManifest(file, sentence`it is not JSON`, cause);
  }
  const groups = isRecord(model) ? model.weightsManifest : undefined;
  if (!Array.isArray(groups)) throw notManifest(file, sentence`it has no list "weightsManifest"`);
  return groups.map((group: unknown) => parseGroup(group, file));
}

/** How the values of a tensor are stored, if they are numbers that weights can be made of. */
export function storedType({
  dtype,
  stored,
  quantization,
}: ManifestTensor): StoredType | undefined {
  if (dtype !== 'float32' && dtype !== 'float16') return undefined;
  if (stored === 'uint8' || stored === 'uint16') return quantization && stored;
  return stored === 'float32' || stored === 'float16' ? stored : undefined;
}

function parseGroup(group: unknown, file: string): ManifestGroup {
  const { paths, weights } = isRecord(group) ? group : {};
  if (!Array.isArray(paths) || !Array.isArray(weights)) {
    throw notManifest(file, sentence`a group has no lists "paths" and "weights"`);
  }
  const safe = paths.map((path: unknown) => parsePath(path, file));
  const tensors: ManifestTensor[] = [];
  let position = 0;
  for (const weight of weights) {
    const tensor = parseTensor(weight, position, file);
    tensors.push(tensor);
    position = tensor.end;
  }
  if (!Number.isSafeInteger(position))
    throw notManifest(file, sentence`a group has impossible sizes`);
  return { paths: safe, tensors, bytes: position };
}

/** Only names below the manifest's own folder: a manifest may come from anywhere. */
function parsePath(path: unknown, file: string): string {
  const safe =
    typeof path === 'string' &&
    !/[\\:\0]/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  if (!safe) {
    throw notManifest(
      file,
      sentence`the path ${JSON.stringify(path)} does not name a file beside it`,
    );
  }
  return path;
}

function parseTensor(weight: unknown, start: number, file: string): ManifestTensor {
  const { name, shape, dtype, quantization } = isRecord(weight) ? weight : {};
  if (typeof name !== 'string' || typeof dtype !== 'string' || !isShape(shape)) {
    throw notManifest(file, sentence`a tensor has no name, type or shape`);
  }
  const stored = isRecord(quantization) ? quantization.dtype : dtype;
  const bytes =
    typeof stored === 'string' && Object.hasOwn(TYPE_BYTES, stored)
      ? TYPE_BYTES[stored]
      : undefined;
  if (typeof stored !== 'string' || bytes === undefined) {
    throw notManifest(file, sentence`"${name}" is stored as ${JSON.stringify(stored)}`);
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const end = start + count * bytes;
  return { name, shape, dtype, stored, quantization: parseScale(quantization), start, end };
}

function parseScale(quantization: unknown): Quantization | undefined {
  const { scale, min } = isRecord(quantization) ? quantization : {};
  return Number.isFinite(scale) && Number.isFinite(min)
    ? { scale: scale as number, min: min as number }
    : undefined;
}

function isShape(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function notManifest(file: string, problem: Said, cause?: unknown): StyleTransferError {
  const message = sentence`${file} is not the expected TensorFlow.js layers-model manifest: ${problem}; give the model.json that lies beside its shards.`;
  return new StyleTransferError('invalid-weights', message, { cause });
}
