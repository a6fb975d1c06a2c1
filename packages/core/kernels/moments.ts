// Sums over positions: Gram matrices and channel means. Positions are cut into blocks that do not
// depend on the number of threads, and the blocks' sums are added in order: the same numbers always.
import { storeTransposed } from './lanes';
import { multiplyNarrow } from './multiply';
import { Moments } from './records';
import { meet, takeShare } from './team';
import { PANEL_BYTES } from './tile-shape';

/** Positions that are packed at a time: at 512 channels a quarter of a megabyte. */
const PACKED = 128;

/** `scale · FᵀF`, each position counted as often as its weight. */
export function gram(record: usize, thread: i32, threads: i32): void {
  const moments = changetype<Moments>(record);
  const padded = (moments.channels + 7) & ~7;
  const counter = record + offsetof<Moments>('taken');
  const shares = moments.blocks * moments.parts;
  const pack = moments.pack + <usize>thread * moments.packBytes;
  for (let share = takeShare(counter); share < shares; share = takeShare(counter)) {
    sumProducts(moments, padded, share / moments.parts, share % moments.parts, pack);
  }
  meet(threads);
  addBlocks(moments, padded, (padded * thread) / threads, (padded * (thread + 1)) / threads);
  meet(threads);
  const quads = (moments.wanted + 3) >> 2;
  for (let quad = (quads * thread) / threads; quad < (quads * (thread + 1)) / threads; quad++) {
    mirror(moments, padded, quad << 2);
  }
}

/** A part of the sum of one block: those columns of panels, so that few blocks occupy all threads. */
function sumProducts(moments: Moments, padded: i32, block: i32, part: i32, pack: usize): void {
  const sums = moments.sums + <usize>(block * padded) * <usize>padded * 4;
  const start = block * moments.blockPositions;
  const end = min(moments.positions, start + moments.blockPositions);
  let begun = false;
  for (let first = start; first < end; first += PACKED) {
    const count = packPositions(moments, first, min(PACKED, end - first), pack);
    if (count === 0) continue;
    for (let panel = part; panel < padded >> 3; panel += moments.parts) {
      accumulateColumn(pack, padded, count, panel, sums, begun);
    }
    begun = true;
  }
  if (!begun)
    for (let panel = part; panel < padded >> 3; panel += moments.parts)
      clearColumn(padded, panel, sums);
}

/** What {@link accumulateColumn} leaves where nothing counts. */
function clearColumn(padded: i32, panel: i32, sums: usize): void {
  const zero = f32x4.splat(0);
  let to = sums + ((<usize>panel) << 5);
  for (let row = 0; row < (panel + 1) << 3; row++) {
    v128.store(to, zero);
    v128.store(to, zero, 16);
    to += (<usize>padded) << 2;
  }
}

/** Bytes of a packed panel: with a cache line over, so that panels do not fall into the same set. */
function packedBytes(count: i32): usize {
  return <usize>count * PANEL_BYTES + 64;
}

/**
 * Those of `count` positions that count, times their roots, into `pack[panel][position][8]`, which has room for
 * `PACKED`. A region has few of a picture's positions, and takes no longer than them.
 *
 * @returns how many count
 */
function packPositions(moments: Moments, first: i32, count: i32, pack: usize): i32 {
  const channels = moments.channels;
  const panelBytes = packedBytes(PACKED);
  let packed = 0;
  for (let position = 0; position < count; position++) {
    const index = <usize>(first + position);
    const root = moments.roots !== 0 ? load<f32>(moments.roots + (index << 2)) : 1;
    if (root === 0) continue;
    const roots = f32x4.splat(root);
    let from = moments.source + index * <usize>channels * 4;
    let to = pack + ((<usize>packed) << 5);
    for (let channel = 0; channel < channels; channel += 8) {
      v128.store(to, f32x4.mul(roots, v128.load(from)));
      const half = channel + 4 < channels;
      v128.store(to, half ? f32x4.mul(roots, v128.load(from, 16)) : f32x4.splat(0), 16);
      from += half ? 32 : 16;
      to += panelBytes;
    }
    packed++;
  }
  return packed;
}

/** The panels of a column down to the diagonal; the others mirror them. */
function accumulateColumn(
  pack: usize,
  padded: i32,
  count: i32,
  panel: i32,
  sums: usize,
  add: bool,
): void {
  const panelBytes = packedBytes(PACKED);
  const step = (<usize>padded) << 2;
  const b = pack + <usize>panel * panelBytes;
  let a = pack;
  let to = sums + ((<usize>panel) << 5);
  for (let row = 0; row <= panel; row++) {
    multiplyNarrow(a, PANEL_BYTES, b, count, to, step, add);
    multiplyNarrow(a + 16, PANEL_BYTES, b, count, to + 4 * step, step, add);
    a += panelBytes;
    to += 8 * step;
  }
}

/** Adds the other blocks' sums to the first's. */
function addBlocks(moments: Moments, padded: i32, firstRow: i32, endRow: i32): void {
  const sumBytes = <usize>(padded * padded) * 4;
  for (let row = firstRow; row < endRow; row++) {
    for (let column = row & ~7; column < padded; column += 4) {
      const at = moments.sums + <usize>(row * padded + column) * 4;
      let sum = v128.load(at);
      for (let block = 1; block < moments.blocks; block++) {
        sum = f32x4.add(sum, v128.load(at + <usize>block * sumBytes));
      }
      v128.store(at, sum);
    }
  }
}

/** Four rows of the result from the diagonal on, and the same columns below it. */
function mirror(moments: Moments, padded: i32, row: i32): void {
  const wanted = moments.wanted;
  const step = (<usize>wanted) << 2;
  const sumStep = (<usize>padded) << 2;
  const scale = f32x4.splat(moments.scale);
  for (let column = row; column < wanted; column += 4) {
    const from = moments.sums + <usize>row * sumStep + ((<usize>column) << 2);
    if (column + 4 > wanted) {
      mirrorEnd(moments, from, sumStep, row, column);
      return;
    }
    const a = f32x4.mul(scale, v128.load(from));
    const b = f32x4.mul(scale, v128.load(from + sumStep));
    const c = f32x4.mul(scale, v128.load(from + 2 * sumStep));
    const d = f32x4.mul(scale, v128.load(from + 3 * sumStep));
    const to = moments.result + <usize>row * step + ((<usize>column) << 2);
    v128.store(to, a);
    v128.store(to + step, b);
    v128.store(to + 2 * step, c);
    v128.store(to + 3 * step, d);
    const below = moments.result + <usize>column * step + ((<usize>row) << 2);
    storeTransposed(a, b, c, d, below, step);
  }
}

/** The columns beyond the last whole four. */
function mirrorEnd(moments: Moments, from: usize, sumStep: usize, row: i32, column: i32): void {
  const wanted = moments.wanted;
  for (let y = 0; y < min(4, wanted - row); y++) {
    for (let x = 0; x < wanted - column; x++) {
      const sum = load<f32>(from + <usize>y * sumStep + ((<usize>x) << 2)) * moments.scale;
      const above = <usize>((row + y) * wanted + column + x);
      const below = <usize>((column + x) * wanted + row + y);
      store<f32>(moments.result + (above << 2), sum);
      store<f32>(moments.result + (below << 2), sum);
    }
  }
}

/** `scale · Σ F` per channel, each position counted as often as its weight. */
export function mean(record: usize, thread: i32, threads: i32): void {
  const moments = changetype<Moments>(record);
  const rowBytes = (<usize>moments.channels) << 2;
  const counter = record + offsetof<Moments>('taken');
  for (let block = takeShare(counter); block < moments.blocks; block = takeShare(counter)) {
    sumBlock(moments, block, moments.sums + <usize>block * rowBytes);
  }
  meet(threads);
  if (thread > 0) return;
  for (let channel = 0; channel < moments.wanted; channel++) {
    let sum: f32 = 0;
    for (let block = 0; block < moments.blocks; block++) {
      sum += load<f32>(moments.sums + <usize>block * rowBytes + ((<usize>channel) << 2));
    }
    store<f32>(moments.result + ((<usize>channel) << 2), sum * moments.scale);
  }
}

function sumBlock(moments: Moments, block: i32, sums: usize): void {
  const rowBytes = (<usize>moments.channels) << 2;
  const first = block * moments.blockPositions;
  const end = min(moments.positions, first + moments.blockPositions);
  memory.fill(sums, 0, rowBytes);
  for (let part = first; part < end; part += PACKED) {
    const partEnd = min(end, part + PACKED);
    for (let at: usize = 0; at < rowBytes; at += 16) {
      let sum = f32x4.splat(0);
      for (let position = part; position < partEnd; position++) {
        const root = moments.roots !== 0 ? load<f32>(moments.roots + ((<usize>position) << 2)) : 1;
        const value = v128.load(moments.source + <usize>position * rowBytes + at);
        sum = f32x4.add(sum, f32x4.mul(f32x4.splat(root * root), value));
      }
      v128.store(sums + at, f32x4.add(v128.load(sums + at), sum));
    }
  }
}
