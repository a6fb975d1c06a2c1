// The results' side of Winograd's F(4×4, 3×3): see `winograd.ts`.
import { maskBy, multiplyAdd, rectify } from './lanes';
import { Convolution } from './records';
import { PANEL_BYTES, QUADS, SPARE_ROWS } from './tile-shape';

/** Bytes of a thread's work: four rows of columns, then a tile and its mask where it lies over an edge. */
const TILE: usize = 384;
const MASK: usize = 640;

/** Bytes from one panel of a block's product to the next. */
export function productPanelStep(convolution: Convolution): usize {
  return <usize>(convolution.block + SPARE_ROWS) * PANEL_BYTES;
}

/** Bytes from one ξ of a group of panels to the next. */
export function productXiStep(convolution: Convolution): usize {
  return <usize>convolution.panelGroup * productPanelStep(convolution) + 64;
}

/** Finishes the tiles `first` up to `end` and the panels `firstPanel` up to `endPanel` of a block. */
export function outputTiles(
  convolution: Convolution,
  first: i32,
  end: i32,
  firstPanel: i32,
  endPanel: i32,
  product: usize,
  work: usize,
): void {
  const across = (convolution.width + 3) >> 2;
  const panelStep = productPanelStep(convolution);
  const step = productXiStep(convolution);
  const quads = min((convolution.targetChannels + 3) >> 2, endPanel * QUADS);
  for (let tile = first; tile < end; tile++) {
    const top = (tile / across) * 4;
    const left = (tile % across) * 4;
    const row = product + <usize>(tile - first) * PANEL_BYTES;
    for (let quad = firstPanel * QUADS; quad < quads; quad++) {
      const panel = <usize>(quad / QUADS - firstPanel);
      const from = row + panel * panelStep + ((<usize>(quad % QUADS)) << 4);
      outputQuad(convolution, top, left, quad, from, step, work);
    }
  }
}

/** Four channels of a tile: over the edge it is made aside, and what is in the map copied there and back. */
function outputQuad(
  convolution: Convolution,
  top: i32,
  left: i32,
  quad: i32,
  from: usize,
  step: usize,
  work: usize,
): void {
  const channel = (<usize>quad) << 4;
  const pixel = (<usize>convolution.targetChannels) << 2;
  const start = <usize>(top * convolution.width + left) * pixel + channel;
  const row = <usize>convolution.width * pixel;
  const rows = min(4, convolution.height - top);
  const columns = min(4, convolution.width - left);
  const target = convolution.target + start;
  const mask = convolution.mask !== 0 ? convolution.mask + start : 0;
  if (rows === 4 && columns === 4) {
    outputTile(convolution, channel, from, step, target, mask, row, pixel, work);
    return;
  }
  const to = work + TILE;
  const aside = mask !== 0 ? work + MASK : 0;
  if (convolution.accumulate) copyTile(target, row, pixel, to, 64, 16, rows, columns);
  if (mask !== 0) copyTile(mask, row, pixel, aside, 64, 16, rows, columns);
  outputTile(convolution, channel, from, step, to, aside, 64, 16, work);
  copyTile(to, 64, 16, target, row, pixel, rows, columns);
}

function copyTile(
  from: usize,
  fromRow: usize,
  fromPixel: usize,
  to: usize,
  toRow: usize,
  toPixel: usize,
  rows: i32,
  columns: i32,
): void {
  for (let y: usize = 0; y < <usize>rows; y++) {
    for (let x: usize = 0; x < <usize>columns; x++) {
      v128.store(to + y * toRow + x * toPixel, v128.load(from + y * fromRow + x * fromPixel));
    }
  }
}

function outputTile(
  convolution: Convolution,
  channel: usize,
  from: usize,
  step: usize,
  to: usize,
  mask: usize,
  row: usize,
  pixel: usize,
  work: usize,
): void {
  for (let x: usize = 0; x < 96; x += 16) {
    outputColumn(from, 6 * step, work + x);
    from += step;
  }
  const bias = convolution.bias !== 0 ? convolution.bias + channel : 0;
  const accumulate = convolution.accumulate;
  const end = work + 384;
  for (; work < end; work += 96) {
    outputRow(work, bias, accumulate, mask, to, pixel);
    to += row;
    mask += mask !== 0 ? row : 0;
  }
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

/** Aᵀm along such a row, and what follows: the four outputs that it makes go into the map. */
function outputRow(
  from: usize,
  bias: usize,
  accumulate: i32,
  mask: usize,
  to: usize,
  pixel: usize,
): void {
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
  let a = f32x4.add(f32x4.add(m0, sum12), sum34);
  let b = multiplyAdd(f32x4.splat(2), difference34, difference12);
  let c = multiplyAdd(f32x4.splat(4), sum34, sum12);
  let d = f32x4.add(multiplyAdd(f32x4.splat(8), difference34, difference12), m5);
  if (bias !== 0) {
    const bias4 = v128.load(bias);
    a = rectify(f32x4.add(a, bias4));
    b = rectify(f32x4.add(b, bias4));
    c = rectify(f32x4.add(c, bias4));
    d = rectify(f32x4.add(d, bias4));
  }
  if (accumulate) {
    a = f32x4.add(a, v128.load(to));
    b = f32x4.add(b, v128.load(to + pixel));
    c = f32x4.add(c, v128.load(to + 2 * pixel));
    d = f32x4.add(d, v128.load(to + 3 * pixel));
  }
  if (mask !== 0) {
    a = maskBy(v128.load(mask), a);
    b = maskBy(v128.load(mask + pixel), b);
    c = maskBy(v128.load(mask + 2 * pixel), c);
    d = maskBy(v128.load(mask + 3 * pixel), d);
  }
  v128.store(to, a);
  v128.store(to + pixel, b);
  v128.store(to + 2 * pixel, c);
  v128.store(to + 3 * pixel, d);
}
