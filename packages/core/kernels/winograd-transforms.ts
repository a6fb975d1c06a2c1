// Winograd's F(4×4, 3×3) (Lavin & Gray 2016, section 4.1): 36 products in place of 144 for 16 outputs
// of a 3×3 kernel. Each transform is the same line transform down the columns and then along the rows.
import { multiplyAdd, storeTransposed, subtractProduct } from './lanes';

/** Bᵀd: six values `step` bytes apart to six. */
function inputLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  const two = f32x4.splat(2);
  const d0 = v128.load(from);
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step);
  const d4 = v128.load(from + 4 * step);
  const d5 = v128.load(from + 5 * step);
  const even = subtractProduct(four, d2, d4);
  const odd = subtractProduct(four, d1, d3);
  const evenStep = f32x4.sub(d4, d2);
  const oddStep = f32x4.sub(d3, d1);
  v128.store(to, multiplyAdd(four, d0, subtractProduct(five, d2, d4)));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  v128.store(to + 3 * toStep, multiplyAdd(two, oddStep, evenStep));
  v128.store(to + 4 * toStep, subtractProduct(two, oddStep, evenStep));
  v128.store(to + 5 * toStep, multiplyAdd(four, d1, subtractProduct(five, d3, d5)));
}

/** Aᵀm: six values `step` bytes apart to four. */
function outputLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step);
  const m4 = v128.load(from + 4 * step);
  const sum12 = f32x4.add(m1, m2);
  const difference12 = f32x4.sub(m1, m2);
  const sum34 = f32x4.add(m3, m4);
  const difference34 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(v128.load(from), sum12), sum34));
  v128.store(to + toStep, multiplyAdd(f32x4.splat(2), difference34, difference12));
  v128.store(to + 2 * toStep, multiplyAdd(f32x4.splat(4), sum34, sum12));
  const last = multiplyAdd(f32x4.splat(8), difference34, difference12);
  v128.store(to + 3 * toStep, f32x4.add(last, v128.load(from + 5 * step)));
}

/** Gg: three values to six. */
function weightLine(g0: v128, g1: v128, g2: v128, to: usize, toStep: usize): void {
  const ends = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.add(g0, g2));
  const middle = f32x4.mul(f32x4.splat(-1.0 / 6.0), g1);
  const far = f32x4.mul(f32x4.splat(1.0 / 6.0), g2);
  const slope = multiplyAdd(f32x4.splat(1.0 / 24.0), g0, far);
  const half = f32x4.mul(f32x4.splat(1.0 / 12.0), g1);
  v128.store(to, f32x4.mul(f32x4.splat(0.25), g0));
  v128.store(to + toStep, f32x4.add(ends, middle));
  v128.store(to + 2 * toStep, f32x4.sub(ends, middle));
  v128.store(to + 3 * toStep, f32x4.add(slope, half));
  v128.store(to + 4 * toStep, f32x4.sub(slope, half));
  v128.store(to + 5 * toStep, g2);
}

/**
 * Four tiles of 6×6 positions, all channels, into `to[ξ][channel][4]`, ξ `xiStep` bytes apart: the
 * four tiles side by side are the four rows that the products read.
 *
 * @param corners for each tile three words: address of its corner, bytes to the next row, to the next pixel
 * @param work 640·4 bytes
 */
export function transformInput(
  corners: usize,
  channels: i32,
  to: usize,
  xiStep: usize,
  work: usize,
): void {
  const tiles = work + 640;
  for (let channel = 0; channel < channels; channel += 4) {
    for (let tile: usize = 0; tile < 4; tile++) {
      const entry = corners + tile * 12;
      const corner = load<usize>(entry) + ((<usize>channel) << 2);
      const rowStep = load<usize>(entry, 4);
      const pixelStep = load<usize>(entry, 8);
      for (let x: usize = 0; x < 6; x++) {
        inputLine(corner + x * pixelStep, rowStep, work + x * 16, 96);
      }
      for (let y: usize = 0; y < 6; y++) {
        inputLine(work + y * 96, 16, tiles + y * 384 + tile * 16, 64);
      }
    }
    let from = tiles;
    let target = to;
    for (let xi = 0; xi < 36; xi++) {
      storeTransposed(
        v128.load(from),
        v128.load(from, 16),
        v128.load(from, 32),
        v128.load(from, 48),
        target,
        16,
      );
      from += 64;
      target += xiStep;
    }
    to += 64;
  }
}

/** Four channels of one tile, `from[ξ]` with ξ `xiStep` bytes apart, into `to[4][4]` positions. */
export function transformOutput(from: usize, xiStep: usize, to: usize, work: usize): void {
  for (let x: usize = 0; x < 6; x++) outputLine(from + x * xiStep, 6 * xiStep, work + x * 16, 96);
  for (let y: usize = 0; y < 4; y++) outputLine(work + y * 96, 16, to + y * 64, 16);
}

/**
 * The kernels of one panel, `from[channel][9][8]`, into `to[ξ][channel][8]`, ξ `xiStep` bytes apart.
 *
 * @param work 288 bytes
 */
export function transformWeights(
  from: usize,
  channels: i32,
  to: usize,
  xiStep: usize,
  work: usize,
): void {
  for (let half = 0; half < channels * 2; half++) {
    for (let x: usize = 0; x < 3; x++) {
      const column = from + x * 32;
      weightLine(v128.load(column), v128.load(column, 96), v128.load(column, 192), work + x * 16, 48);
    }
    for (let y: usize = 0; y < 6; y++) {
      const row = work + y * 48;
      const target = to + 6 * y * xiStep;
      weightLine(v128.load(row), v128.load(row, 16), v128.load(row, 32), target, xiStep);
    }
    to += 16;
    // The second half of a channel's eight lies beside the first, the next channel nine rows on.
    from += half & 1 ? 272 : 16;
  }
}
