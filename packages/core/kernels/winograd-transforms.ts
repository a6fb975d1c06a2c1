// Winograd's F(4×4, 3×3) (Lavin & Gray 2016, section 4.1): 36 products in place of 144 for 16 outputs
// of a 3×3 kernel. Each transform is the same line transform down the columns and then along the rows.
import { multiplyAdd, storeTransposed, subtractProduct } from './lanes';
import { PANEL_BYTES, QUADS, ROWS } from './tile-shape';

/** Bᵀd down a column of positions, rows `step` bytes apart, into a column of six rows of six. */
function inputColumn(from: usize, step: usize, to: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
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
  v128.store(to, f32x4.add(even, odd), 96);
  v128.store(to, f32x4.sub(even, odd), 192);
  v128.store(to, multiplyAdd(two, oddStep, evenStep), 288);
  v128.store(to, subtractProduct(two, oddStep, evenStep), 384);
  v128.store(to, multiplyAdd(four, d1, subtractProduct(five, d3, d5)), 480);
}

/** Bᵀd along such a row, into each fourth place: four tiles lie side by side. */
function inputRow(from: usize, to: usize): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  const d0 = v128.load(from);
  const d1 = v128.load(from, 16);
  const d2 = v128.load(from, 32);
  const d3 = v128.load(from, 48);
  const d4 = v128.load(from, 64);
  const d5 = v128.load(from, 80);
  const even = subtractProduct(four, d2, d4);
  const odd = subtractProduct(four, d1, d3);
  const evenStep = f32x4.sub(d4, d2);
  const oddStep = f32x4.sub(d3, d1);
  v128.store(to, multiplyAdd(four, d0, subtractProduct(five, d2, d4)));
  v128.store(to, f32x4.add(even, odd), 64);
  v128.store(to, f32x4.sub(even, odd), 128);
  v128.store(to, multiplyAdd(two, oddStep, evenStep), 192);
  v128.store(to, subtractProduct(two, oddStep, evenStep), 256);
  v128.store(to, multiplyAdd(four, d1, subtractProduct(five, d3, d5)), 320);
}

/** Aᵀm down a column, rows `step` bytes apart, into a column of four rows of six. */
function outputColumn(from: usize, step: usize, to: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step);
  const m4 = v128.load(from + 4 * step);
  const m5 = v128.load(from + 5 * step);
  const sum12 = f32x4.add(m1, m2);
  const difference12 = f32x4.sub(m1, m2);
  const sum34 = f32x4.add(m3, m4);
  const difference34 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, sum12), sum34));
  v128.store(to, multiplyAdd(f32x4.splat(2), difference34, difference12), 96);
  v128.store(to, multiplyAdd(f32x4.splat(4), sum34, sum12), 192);
  v128.store(to, f32x4.add(multiplyAdd(f32x4.splat(8), difference34, difference12), m5), 288);
}

/** Aᵀm along such a row, into a row of four. */
function outputRow(from: usize, to: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from, 16);
  const m2 = v128.load(from, 32);
  const m3 = v128.load(from, 48);
  const m4 = v128.load(from, 64);
  const m5 = v128.load(from, 80);
  const sum12 = f32x4.add(m1, m2);
  const difference12 = f32x4.sub(m1, m2);
  const sum34 = f32x4.add(m3, m4);
  const difference34 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, sum12), sum34));
  v128.store(to, multiplyAdd(f32x4.splat(2), difference34, difference12), 16);
  v128.store(to, multiplyAdd(f32x4.splat(4), sum34, sum12), 32);
  v128.store(to, f32x4.add(multiplyAdd(f32x4.splat(8), difference34, difference12), m5), 48);
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
 * A group of tiles of 6×6 positions, all channels, into `to[ξ][channel][4]`, ξ `xiStep` bytes apart:
 * the tiles side by side are the rows that the products read.
 *
 * @param corners for each tile three words: address of its corner, bytes to the next row, to the next pixel
 * @param work 2944 bytes
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
    for (let tile: usize = 0; tile < <usize>ROWS; tile++) {
      const entry = corners + tile * 12;
      let from = load<usize>(entry) + ((<usize>channel) << 2);
      const rowStep = load<usize>(entry, 4);
      const pixelStep = load<usize>(entry, 8);
      for (let x: usize = 0; x < 96; x += 16) {
        inputColumn(from, rowStep, work + x);
        from += pixelStep;
      }
      let target = tiles + tile * 16;
      for (let y: usize = 0; y < 576; y += 96) {
        inputRow(work + y, target);
        target += 384;
      }
    }
    storeSideBySide(tiles, to, xiStep);
    to += 64;
  }
}

/** `from[36][tile]`, each four channels, into `to[ξ][channel][tile]`. */
function storeSideBySide(from: usize, to: usize, xiStep: usize): void {
  for (let xi = 0; xi < 36; xi++) {
    const last = v128.load(from, 48);
    storeTransposed(v128.load(from), v128.load(from, 16), v128.load(from, 32), last, to, 16);
    from += 64;
    to += xiStep;
  }
}

/** Four channels of one tile, `from[ξ]` with ξ `xiStep` bytes apart, into `to[4][4]` positions. */
export function transformOutput(from: usize, xiStep: usize, to: usize, work: usize): void {
  for (let x: usize = 0; x < 96; x += 16) {
    outputColumn(from, 6 * xiStep, work + x);
    from += xiStep;
  }
  for (let y: usize = 0; y < 4; y++) outputRow(work + y * 96, to + y * 64);
}

/**
 * The kernels of one panel, `from[channel][9][columns]`, into `to[ξ][channel][columns]`, ξ `xiStep` bytes apart.
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
  for (let channel = 0; channel < channels; channel++) {
    for (let quad = 0; quad < QUADS; quad++) {
      for (let x: usize = 0; x < 3; x++) {
        const column = from + x * PANEL_BYTES;
        const middle = v128.load(column, 3 * PANEL_BYTES);
        const last = v128.load(column, 6 * PANEL_BYTES);
        weightLine(v128.load(column), middle, last, work + x * 16, 48);
      }
      for (let y: usize = 0; y < 6; y++) {
        const row = work + y * 48;
        const target = to + 6 * y * xiStep;
        weightLine(v128.load(row), v128.load(row, 16), v128.load(row, 32), target, xiStep);
      }
      from += 16;
      to += 16;
    }
    from += 8 * PANEL_BYTES;
  }
}
