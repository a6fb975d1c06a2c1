// Four floats at a time. Everything here is small enough for Binaryen to inline.

/** `a·b + c`, rounded once where the module has relaxed SIMD and twice elsewhere. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** `c − a·b`, rounded as {@link multiplyAdd} is. */
export function subtractProduct(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/**
 * One of four values, `rows` as loaded from `address`, in all lanes. Out of the register it costs a
 * shuffle, for which multiply-adds leave room, and from the memory a load, for which multiplications
 * and additions apart do.
 */
export function firstRow(rows: v128, address: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.shuffle<f32>(rows, rows, 0, 0, 0, 0);
  return v128.load32_splat(address);
}

export function secondRow(rows: v128, address: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.shuffle<f32>(rows, rows, 1, 1, 1, 1);
  return v128.load32_splat(address, 4);
}

export function thirdRow(rows: v128, address: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.shuffle<f32>(rows, rows, 2, 2, 2, 2);
  return v128.load32_splat(address, 8);
}

export function fourthRow(rows: v128, address: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.shuffle<f32>(rows, rows, 3, 3, 3, 3);
  return v128.load32_splat(address, 12);
}

/** ReLU. `pmax` in this order lets a value that is not a number through, so that a run notices it. */
export function rectify(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

/** `x` where `map` is above 0, else 0: the way back through a ReLU that made `map`. */
export function maskBy(map: v128, x: v128): v128 {
  return v128.and(f32x4.gt(map, f32x4.splat(0)), x);
}

/** Stores the 4×4 matrix with rows a, b, c, d transposed, one row every `step` bytes. */
export function storeTransposed(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(to + step, v128.shuffle<f64>(ab, cd, 1, 3));
  const abEnd = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdEnd = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to + 2 * step, v128.shuffle<f64>(abEnd, cdEnd, 0, 2));
  v128.store(to + 3 * step, v128.shuffle<f64>(abEnd, cdEnd, 1, 3));
}

/** Stores the four lanes, one every `step` bytes. */
export function storeLanes(lanes: v128, to: usize, step: usize): void {
  v128.store_lane<f32>(to, lanes, 0);
  v128.store_lane<f32>(to + step, lanes, 1);
  v128.store_lane<f32>(to + 2 * step, lanes, 2);
  v128.store_lane<f32>(to + 3 * step, lanes, 3);
}
