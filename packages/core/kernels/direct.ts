// Products over positions instead of tiles: the convolution of the image (three channels are too few
// for tiles to pay) and of the smallest maps, and the way back through a Gram matrix.
import { maskBy, rectify, storeLanes, storeTransposed } from './lanes';
import { multiplyPanels } from './multiply';
import { Convolution, Product } from './records';
import { meet, takeShare } from './team';
import {
  COLUMNS,
  NARROW_ROW_BYTES,
  NARROW_ROWS,
  PANEL_BYTES,
  panelsOf,
  QUADS,
  ROW_BYTES,
  ROWS,
  SPARE_ROWS,
  wideGroupsOf,
} from './tile-shape';

/** A convolution as one product: each position's 3×3 neighbourhood, [channel][9], by the weights. */
export function convolveDirectly(record: usize, thread: i32): void {
  const convolution = changetype<Convolution>(record);
  const positions = convolution.height * convolution.width;
  const block = convolution.block;
  const input = convolution.input + <usize>thread * convolution.inputBytes;
  const counter = record + offsetof<Convolution>('taken');
  for (
    let first = takeShare(counter) * block;
    first < positions;
    first = takeShare(counter) * block
  ) {
    const end = min(positions, first + block);
    gatherPositions(convolution, first, end, input);
    multiplyPositions(convolution, first, end, input, thread);
  }
}

/** The neighbourhoods of the positions `first` up to `end` into `to[group][channel][9][position]`. */
function gatherPositions(convolution: Convolution, first: i32, end: i32, to: usize): void {
  const positionBytes = <usize>convolution.sourceChannels * 36;
  const wide = wideGroupsOf(end - first);
  let position = first;
  for (let group = 0; position < end; group++) {
    gatherNeighbours(convolution, position, end, group < wide, to);
    const rows = group < wide ? ROWS : NARROW_ROWS;
    to += <usize>rows * positionBytes;
    position += rows;
  }
}

function multiplyPositions(
  convolution: Convolution,
  first: i32,
  end: i32,
  input: usize,
  thread: i32,
): void {
  const depth = convolution.sourceChannels * 9;
  const panels = panelsOf(convolution.targetChannels);
  const product = convolution.product + <usize>thread * convolution.productBytes;
  const step = <usize>(convolution.block + SPARE_ROWS) * PANEL_BYTES;
  multiplyPanels(input, end - first, convolution.weights, panels, depth, product, step);
  for (let position = first; position < end; position++) {
    storePosition(convolution, position, product + <usize>(position - first) * PANEL_BYTES, step);
  }
}

function storePosition(convolution: Convolution, position: i32, row: usize, step: usize): void {
  const start = <usize>position * <usize>convolution.targetChannels * 4;
  const quads = (convolution.targetChannels + 3) >> 2;
  for (let quad = 0; quad < quads; quad++) {
    const channel = (<usize>quad) << 4;
    const to = convolution.target + start + channel;
    let value = v128.load(row + <usize>(quad / QUADS) * step + ((<usize>(quad % QUADS)) << 4));
    if (convolution.bias !== 0) {
      value = rectify(f32x4.add(value, v128.load(convolution.bias + channel)));
    } else {
      if (convolution.accumulate) value = f32x4.add(value, v128.load(to));
      if (convolution.mask !== 0)
        value = maskBy(v128.load(convolution.mask + start + channel), value);
    }
    v128.store(to, value);
  }
}

/** The neighbourhoods of a group of positions side by side: `to[channel][9][position]`. */
function gatherNeighbours(
  convolution: Convolution,
  position: i32,
  end: i32,
  wide: bool,
  to: usize,
): void {
  const bytes = (<usize>convolution.sourceChannels) << 2;
  const step = wide ? ROW_BYTES : NARROW_ROW_BYTES;
  for (let tap = 0; tap < 9; tap++) {
    const a = neighbour(convolution, position, tap);
    const b = neighbour(convolution, min(position + 1, end - 1), tap);
    const c = neighbour(convolution, min(position + 2, end - 1), tap);
    const d = neighbour(convolution, min(position + 3, end - 1), tap);
    const e = wide ? neighbour(convolution, position + 4, tap) : 0;
    let target = to + <usize>tap * step;
    for (let at: usize = 0; at < bytes; at += 16) {
      const d4 = load4(d, at);
      storeTransposed(load4(a, at), load4(b, at), load4(c, at), d4, target, 9 * step);
      if (wide) storeLanes(load4(e, at), target + 16, 9 * step);
      target += 36 * step;
    }
  }
}

/** Address of a position's neighbour, or 0 outside the map. */
function neighbour(convolution: Convolution, position: i32, tap: i32): usize {
  const width = convolution.width;
  const y = position / width + tap / 3 - 1;
  const x = (position % width) + (tap % 3) - 1;
  if (y < 0 || y >= convolution.height || x < 0 || x >= width) return 0;
  return convolution.source + <usize>(y * width + x) * <usize>convolution.sourceChannels * 4;
}

function load4(address: usize, offset: usize): v128 {
  return address === 0 ? f32x4.splat(0) : v128.load(address + offset);
}

/** `target (+)= weight · (source · matrix + offset)`: the way back through a Gram matrix. */
export function multiplyByMatrix(record: usize, thread: i32, threads: i32): void {
  const product = changetype<Product>(record);
  packMatrix(product, thread, threads);
  meet(threads);
  const positions = product.positions;
  const block = product.block;
  const channels = product.channels;
  const panels = panelsOf(channels);
  const input = product.input + <usize>thread * product.inputBytes;
  const result = product.product + <usize>thread * product.productBytes;
  const counter = record + offsetof<Product>('taken');
  for (
    let first = takeShare(counter) * block;
    first < positions;
    first = takeShare(counter) * block
  ) {
    const end = min(positions, first + block);
    const from = firstThatCounts(product, first, end);
    const to = lastThatCounts(product, from, end);
    if (!product.accumulate) {
      clearRows(product, first, from);
      clearRows(product, to, end);
    }
    if (from === to) continue;
    gatherRows(product, from, to, input);
    const step = <usize>(block + SPARE_ROWS) * PANEL_BYTES;
    multiplyPanels(input, to - from, product.panels, panels, channels, result, step);
    for (let position = from; position < to; position++) {
      storeRow(product, position, result + <usize>(position - from) * PANEL_BYTES, step);
    }
  }
}

/** The first of the positions from `first` up to `end` whose root is not 0; `end`: none is. */
function firstThatCounts(product: Product, first: i32, end: i32): i32 {
  if (product.roots === 0) return first;
  while (first < end && load<f32>(product.roots + ((<usize>first) << 2)) === 0) first++;
  return first;
}

/** The position after the last that counts; `first` where there is none. */
function lastThatCounts(product: Product, first: i32, end: i32): i32 {
  if (product.roots === 0) return end;
  while (end > first && load<f32>(product.roots + ((<usize>(end - 1)) << 2)) === 0) end--;
  return end;
}

function clearRows(product: Product, first: i32, end: i32): void {
  const bytes = (<usize>product.channels) << 2;
  memory.fill(product.target + <usize>first * bytes, 0, <usize>(end - first) * bytes);
}

/** The positions `first` up to `end` into `to[group][channel][position]`. */
function gatherRows(product: Product, first: i32, end: i32, to: usize): void {
  const bytes = (<usize>product.channels) << 2;
  const wideEnd = first + wideGroupsOf(end - first) * ROWS;
  let position = first;
  while (position < end) {
    const wide = position < wideEnd;
    const step = wide ? ROW_BYTES : NARROW_ROW_BYTES;
    const a = product.source + <usize>position * bytes;
    const b = product.source + <usize>min(position + 1, end - 1) * bytes;
    const c = product.source + <usize>min(position + 2, end - 1) * bytes;
    const d = product.source + <usize>min(position + 3, end - 1) * bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      const d4 = v128.load(d + at);
      storeTransposed(v128.load(a + at), v128.load(b + at), v128.load(c + at), d4, to, step);
      if (wide) storeLanes(v128.load(a + 4 * bytes + at), to + 16, step);
      to += 4 * step;
    }
    position += wide ? ROWS : NARROW_ROWS;
  }
}

function storeRow(product: Product, position: i32, row: usize, step: usize): void {
  const bytes = (<usize>product.channels) << 2;
  const to = product.target + <usize>position * bytes;
  const root = product.roots !== 0 ? load<f32>(product.roots + ((<usize>position) << 2)) : 1;
  const weight = f32x4.splat(root * root);
  let from = row;
  let left = QUADS;
  for (let at: usize = 0; at < bytes; at += 16) {
    let value = v128.load(from);
    from += 16;
    if (--left === 0) {
      left = QUADS;
      from += step - PANEL_BYTES;
    }
    if (product.offset !== 0) value = f32x4.add(value, v128.load(product.offset + at));
    value = f32x4.mul(value, weight);
    if (product.accumulate) value = f32x4.add(value, v128.load(to + at));
    v128.store(to + at, value);
  }
}

/** `matrix[wanted][wanted]` into `panels[panel][channel]`, zeros beyond. */
function packMatrix(product: Product, thread: i32, threads: i32): void {
  const channels = product.channels;
  const panels = panelsOf(channels);
  const end = (panels * (thread + 1)) / threads;
  for (let panel = (panels * thread) / threads; panel < end; panel++) {
    let to = product.panels + <usize>(panel * channels) * PANEL_BYTES;
    for (let row = 0; row < channels; row++) {
      packRow(product, row, panel * COLUMNS, to);
      to += PANEL_BYTES;
    }
  }
}

function packRow(product: Product, row: i32, column: i32, to: usize): void {
  const wanted = product.wanted;
  const from = product.matrix + ((<usize>(row * wanted + column)) << 2);
  if (row < wanted && column + COLUMNS <= wanted) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    return;
  }
  for (let index = 0; index < COLUMNS; index++) {
    const inside = row < wanted && column + index < wanted;
    const at = (<usize>index) << 2;
    store<f32>(to + at, inside ? load<f32>(from + at) : 0);
  }
}
