// Sums over positions: Gram matrices and channel means. Positions are cut into blocks that do not
// depend on the number of threads, and the blocks' sums are added in order: the same numbers always.
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
  const sumBytes = <usize>(padded * padded) * 4;
  const pack = moments.pack + <usize>thread * moments.packBytes;
  const counter = record + offsetof<Moments>('taken');
  for (let block = takeShare(counter); block < moments.blocks; block = takeShare(counter)) {
    const sums = moments.sums + <usize>block * sumBytes;
    memory.fill(sums, 0, sumBytes);
    const end = min(moments.positions, (block + 1) * moments.blockPositions);
    for (let first = block * moments.blockPositions; first < end; first += PACKED) {
      const count = min(PACKED, end - first);
      packPositions(moments, first, count, pack);
      accumulatePanels(pack, padded, count, sums);
    }
  }
  meet(threads);
  addBlocks(moments, padded, (padded * thread) / threads, (padded * (thread + 1)) / threads);
  meet(threads);
  const wanted = moments.wanted;
  mirror(moments, padded, (wanted * thread) / threads, (wanted * (thread + 1)) / threads);
}

/** `count` positions times their roots into `pack[panel][position][8]`. */
function packPositions(moments: Moments, first: i32, count: i32, pack: usize): void {
  const channels = moments.channels;
  const panelBytes = (<usize>count) << 5;
  let from = moments.source + <usize>first * <usize>channels * 4;
  for (let position = 0; position < count; position++) {
    const root =
      moments.roots !== 0 ? load<f32>(moments.roots + ((<usize>(first + position)) << 2)) : 1;
    const roots = f32x4.splat(root);
    let to = pack + ((<usize>position) << 5);
    for (let channel = 0; channel < channels; channel += 8) {
      v128.store(to, f32x4.mul(roots, v128.load(from)));
      const half = channel + 4 < channels;
      v128.store(to, half ? f32x4.mul(roots, v128.load(from, 16)) : f32x4.splat(0), 16);
      from += half ? 32 : 16;
      to += panelBytes;
    }
  }
}

/** The panels on and above the diagonal; the others mirror them. */
function accumulatePanels(pack: usize, padded: i32, count: i32, sums: usize): void {
  const panelBytes = (<usize>count) << 5;
  const step = (<usize>padded) << 2;
  for (let column = 0; column < padded; column += 8) {
    const b = pack + <usize>(column >> 3) * panelBytes;
    for (let row = 0; row <= column; row += 8) {
      const a = pack + <usize>(row >> 3) * panelBytes;
      const to = sums + <usize>row * step + ((<usize>column) << 2);
      multiplyNarrow(a, PANEL_BYTES, b, count, to, step, true);
      multiplyNarrow(a + 16, PANEL_BYTES, b, count, to + 4 * step, step, true);
    }
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

function mirror(moments: Moments, padded: i32, firstRow: i32, endRow: i32): void {
  const wanted = moments.wanted;
  for (let row = firstRow; row < endRow; row++) {
    for (let column = 0; column < wanted; column++) {
      const above = row < column ? row * padded + column : column * padded + row;
      const sum = load<f32>(moments.sums + ((<usize>above) << 2));
      store<f32>(moments.result + ((<usize>(row * wanted + column)) << 2), sum * moments.scale);
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
