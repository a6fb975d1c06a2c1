import { viewOf } from '../../base/view-of.js';
import { bfloat16ToFloat, halfToFloat } from './half-float.js';

/** How the numbers of a weight tensor are stored, all little-endian. */
export type StoredType = 'float32' | 'float16' | 'bfloat16' | 'uint8' | 'uint16';

/** `value = stored * scale + min`, the same for a whole tensor. */
export interface Quantization {
  readonly scale: number;
  readonly min: number;
}

/** Bytes of one stored number. */
export const STORED_BYTES: Readonly<Record<StoredType, number>> = {
  float32: 4,
  float16: 2,
  bfloat16: 2,
  uint8: 1,
  uint16: 2,
};

/**
 * The values of a stored tensor in double precision, so that whatever is computed with them yet is
 * rounded to float32 only once.
 */
export function decodeValues(
  bytes: Uint8Array,
  type: StoredType,
  { scale, min }: Quantization = { scale: 1, min: 0 },
): Float64Array {
  const view = viewOf(bytes);
  const values = new Float64Array(bytes.byteLength / STORED_BYTES[type]);
  const read = reader(view, type);
  for (let index = 0; index < values.length; index++) values[index] = read(index) * scale + min;
  return values;
}

function reader(view: DataView, type: StoredType): (index: number) => number {
  switch (type) {
    case 'float32':
      return (index) => view.getFloat32(index * 4, true);
    case 'float16':
      return (index) => halfToFloat(view.getUint16(index * 2, true));
    case 'bfloat16':
      return (index) => bfloat16ToFloat(view.getUint16(index * 2, true));
    case 'uint8':
      return (index) => view.getUint8(index);
    case 'uint16':
      return (index) => view.getUint16(index * 2, true);
  }
}
