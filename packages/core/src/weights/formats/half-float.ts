/** One float32 seen as its bits, to take numbers apart without allocating. */
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The value of an IEEE 754 binary16 number given as its 16 bits (0..65535). */
export function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 0x1f) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  bits[0] = ((half & 0x8000) << 16) | ((exponent + 112) << 23) | (mantissa << 13);
  return float[0] as number;
}

/**
 * The bits (0..65535) of the binary16 number nearest to a float32, ties to even. What is beyond
 * 65504 becomes an infinity, what is below 2^-25 a zero; NaN stays NaN.
 */
export function floatToHalf(value: number): number {
  float[0] = value;
  const all = bits[0] as number;
  const sign = (all >>> 16) & 0x8000;
  const magnitude = all & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // The last bit of 0.5 weighs 2^-24, as a subnormal half's does: adding 0.5 rounds to it.
    float[0] = Math.abs(float[0] as number) + 0.5;
    return sign | ((bits[0] as number) - 0x3f000000);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

/** The value of a bfloat16 number (the upper half of a float32) given as its 16 bits. */
export function bfloat16ToFloat(bfloat: number): number {
  bits[0] = bfloat << 16;
  return float[0] as number;
}

/** The bits (0..65535) of the bfloat16 number nearest to a float32, ties to even; NaN stays NaN. */
export function floatToBfloat16(value: number): number {
  float[0] = value;
  const all = bits[0] as number;
  if ((all & 0x7fffffff) > 0x7f800000) return (all >>> 16) | 0x40;
  return ((all + 0x7fff + ((all >>> 16) & 1)) >>> 16) & 0xffff;
}
