import { StyleTransferError } from '../../base/errors.js';
import { type Said, sentence } from '../../base/sentence.js';
import { bfloat16ToFloat, floatToBfloat16, floatToHalf, halfToFloat } from './half-float.js';
import {
  HEADER_LENGTH_BYTES,
  parseHeaderLength,
  parseSafetensorsHeader,
  SAFETENSORS_ELEMENT_BYTES,
  type SafetensorsContext,
  type SafetensorsEntry,
} from './safetensors-header.js';

/** A tensor in memory; `values` is row-major. F16 and BF16 are widened to float32 when read. */
export type SafetensorsTensor =
  | {
      readonly dtype: 'F32' | 'F16' | 'BF16';
      readonly shape: readonly number[];
      readonly values: Float32Array;
    }
  | { readonly dtype: 'I32'; readonly shape: readonly number[]; readonly values: Int32Array }
  | { readonly dtype: 'U8'; readonly shape: readonly number[]; readonly values: Uint8Array };

/** What a safetensors file holds. */
export interface SafetensorsContent {
  readonly tensors: Map<string, SafetensorsTensor>;
  readonly metadata: Record<string, string>;
}

const DEFAULT_CONTEXT: SafetensorsContext = {
  name: sentence`The safetensors file`,
  code: 'invalid-weights',
};

/**
 * Writes tensors and texts as a safetensors file (https://github.com/huggingface/safetensors).
 * Values given as F16 or BF16 are rounded to nearest, ties to even. The same input gives the same
 * bytes. Wider number types come first, so that each tensor is aligned in the file.
 *
 * @param tensors By name; a name must not be `__metadata__`.
 * @throws StyleTransferError `invalid-parameter` when a shape does not fit its values.
 * @example
 * encodeSafetensors(new Map([['mean', { dtype: 'F32', shape: [2], values: Float32Array.of(0, 1) }]]));
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, SafetensorsTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const ordered = [...tensors].sort(
    ([, a], [, b]) => elementBytes(b.dtype) - elementBytes(a.dtype),
  );
  const header: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) header.push(['__metadata__', metadata]);
  let dataBytes = 0;
  for (const [name, tensor] of ordered) {
    checkTensor(name, tensor);
    const end = dataBytes + tensor.values.length * elementBytes(tensor.dtype);
    const { dtype, shape } = tensor;
    header.push([name, { dtype, shape, data_offsets: [dataBytes, end] }]);
    dataBytes = end;
  }
  const json = paddedJson(header);
  const file = new Uint8Array(HEADER_LENGTH_BYTES + json.byteLength + dataBytes);
  const view = new DataView(file.buffer);
  view.setUint32(0, json.byteLength, true);
  file.set(json, HEADER_LENGTH_BYTES);
  let position = HEADER_LENGTH_BYTES + json.byteLength;
  for (const [, tensor] of ordered) position = writeValues(view, position, tensor);
  return file;
}

/**
 * Reads a whole safetensors file from memory. The values are copies: the file can be let go.
 *
 * @param context What messages call the file and the error code they carry; weights by default.
 * @throws StyleTransferError with the context's code (default `invalid-weights`) when the file is
 * truncated, too long, lies about its layout, or holds another number type than F32, F16, BF16, I32
 * and U8.
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  context: SafetensorsContext = DEFAULT_CONTEXT,
): SafetensorsContent {
  const dataStart = HEADER_LENGTH_BYTES + parseHeaderLength(bytes, context);
  if (dataStart > bytes.byteLength)
    throw wrongSize(bytes, sentence`at least ${dataStart}`, context);
  const header = parseSafetensorsHeader(bytes.subarray(HEADER_LENGTH_BYTES, dataStart), context);
  if (header.fileBytes !== bytes.byteLength) throw wrongSize(bytes, header.fileBytes, context);
  const tensors = new Map<string, SafetensorsTensor>();
  for (const [name, entry] of header.entries) {
    tensors.set(name, readTensor(bytes, name, entry, context));
  }
  return { tensors, metadata: { ...header.metadata } };
}

function checkTensor(name: string, { dtype, shape, values }: SafetensorsTensor): void {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== values.length || name === '__metadata__') {
    const message = sentence`The tensor "${name}" (${dtype}) has ${values.length} values, expected ${count} for the shape [${shape.join()}] and another name than "__metadata__"; correct the tensor.`;
    throw new StyleTransferError('invalid-parameter', message);
  }
}

/** JSON padded with spaces so that the data begins at a multiple of 8 bytes. */
function paddedJson(entries: readonly [string, unknown][]): Uint8Array {
  // Built by hand: an object would move names such as "7" to the front and lose "__proto__".
  const members = entries.map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  const json = new TextEncoder().encode(`{${members.join(',')}}`);
  const padded = new Uint8Array(Math.ceil(json.byteLength / 8) * 8).fill(0x20);
  padded.set(json);
  return padded;
}

function writeValues(view: DataView, start: number, tensor: SafetensorsTensor): number {
  const { dtype, values } = tensor;
  let position = start;
  for (const value of values) {
    if (dtype === 'F32') view.setFloat32(position, value, true);
    else if (dtype === 'F16') view.setUint16(position, floatToHalf(value), true);
    else if (dtype === 'BF16') view.setUint16(position, floatToBfloat16(value), true);
    else if (dtype === 'I32') view.setInt32(position, value, true);
    else view.setUint8(position, value);
    position += elementBytes(dtype);
  }
  return position;
}

function readTensor(
  bytes: Uint8Array,
  name: string,
  { dtype, shape, start, end }: SafetensorsEntry,
  context: SafetensorsContext,
): SafetensorsTensor {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  switch (dtype) {
    case 'F32':
      return { dtype, shape, values: floats(view, 4, (at) => view.getFloat32(at, true)) };
    case 'F16':
      return {
        dtype,
        shape,
        values: floats(view, 2, (at) => halfToFloat(view.getUint16(at, true))),
      };
    case 'BF16':
      return {
        dtype,
        shape,
        values: floats(view, 2, (at) => bfloat16ToFloat(view.getUint16(at, true))),
      };
    case 'I32': {
      const values = new Int32Array(view.byteLength / 4);
      for (let index = 0; index < values.length; index++)
        values[index] = view.getInt32(index * 4, true);
      return { dtype, shape, values };
    }
    case 'U8':
      return { dtype, shape, values: bytes.slice(start, end) };
    default: {
      const message = sentence`${context.name} holds ${JSON.stringify(name)} as ${dtype}, expected F32, F16, BF16, I32 or U8; convert it.`;
      throw new StyleTransferError(context.code, message);
    }
  }
}

function floats(view: DataView, bytesEach: number, get: (at: number) => number): Float32Array {
  const values = new Float32Array(view.byteLength / bytesEach);
  for (let index = 0; index < values.length; index++) values[index] = get(index * bytesEach);
  return values;
}

function elementBytes(dtype: SafetensorsTensor['dtype']): number {
  return SAFETENSORS_ELEMENT_BYTES[dtype] as number;
}

function wrongSize(
  bytes: Uint8Array,
  expected: number | Said,
  context: SafetensorsContext,
): StyleTransferError {
  const message = sentence`${context.name} has ${bytes.byteLength} bytes, expected ${expected}; it is cut short or damaged, fetch or write it again.`;
  return new StyleTransferError(context.code, message);
}
