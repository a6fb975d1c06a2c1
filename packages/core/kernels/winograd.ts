// A convolution by Winograd tiles, block by block: `input[ξ][group of tiles][channel][4]` times
// `weights[ξ][panel][channel]` is `product[ξ][panel][tile]`, groups and panels as in `tile-shape.ts`. Steps between ξ are padded by a cache
// line, so that the 36 do not fall into the same set. A block is as large as its input, its product and
// the weights in use stay in the second cache.
import { maskBy, rectify } from './lanes';
import { multiplyPanels } from './multiply';
import { Convolution } from './records';
import { meet, takeShare } from './team';
import { groupsOf, PANEL_BYTES, panelsOf, QUADS, ROW_BYTES, ROWS } from './tile-shape';
import { transformInput, transformOutput, transformWeights } from './winograd-transforms';

/** Bytes at the start of a thread's work that the transforms use. */
const TRANSFORMS: usize = 4096;

export function convolveByTiles(record: usize, thread: i32, threads: i32): void {
  const convolution = changetype<Convolution>(record);
  // Where the weights wait transformed, threads take blocks; else each makes its panels' weights, and
  // the tiles of a block are transformed by all of them together.
  if (convolution.transformed !== 0) convolveBlocks(convolution, thread);
  else convolvePanels(convolution, thread, threads);
}

function convolveBlocks(convolution: Convolution, thread: i32): void {
  const tiles = tileCount(convolution);
  const block = convolution.block;
  const input = convolution.input + <usize>thread * convolution.inputBytes;
  const product = convolution.product + <usize>thread * convolution.productBytes;
  const work = convolution.work + <usize>thread * convolution.workBytes;
  const panels = panelsOf(convolution.targetChannels);
  const panelBytes = <usize>convolution.sourceChannels * PANEL_BYTES;
  const counter = changetype<usize>(convolution) + offsetof<Convolution>('taken');
  for (let first = takeShare(counter) * block; first < tiles; first = takeShare(counter) * block) {
    const end = min(tiles, first + block);
    inputTiles(convolution, first, first, end, input, work);
    const from = convolution.transformed;
    multiplyBlock(
      convolution,
      end - first,
      panels,
      input,
      from,
      <usize>panels * panelBytes,
      product,
    );
    outputTiles(convolution, first, end, 0, panels, product, work);
  }
}

function convolvePanels(convolution: Convolution, thread: i32, threads: i32): void {
  const tiles = tileCount(convolution);
  const block = convolution.block;
  const panels = panelsOf(convolution.targetChannels);
  const firstPanel = (panels * thread) / threads;
  const endPanel = (panels * (thread + 1)) / threads;
  const work = convolution.work + <usize>thread * convolution.workBytes;
  let odd: usize = 0;
  for (let first = 0; first < tiles; first += block) {
    const end = min(tiles, first + block);
    const groups = groupsOf(end - first);
    // Two inputs by turns: nobody writes one before all have passed the meeting after its last use.
    const input = convolution.input + odd * convolution.inputBytes;
    const from = first + ((groups * thread) / threads) * ROWS;
    const until = min(end, first + ((groups * (thread + 1)) / threads) * ROWS);
    inputTiles(convolution, first, from, until, input, work);
    meet(threads);
    multiplyGroups(convolution, first, end, firstPanel, endPanel, input, thread, work);
    odd = 1 - odd;
  }
}

/** A few panels at a time, so that their weights are still in the cache when they are needed. */
function multiplyGroups(
  convolution: Convolution,
  first: i32,
  end: i32,
  firstPanel: i32,
  endPanel: i32,
  input: usize,
  thread: i32,
  work: usize,
): void {
  const channels = convolution.sourceChannels;
  const product = convolution.product + <usize>thread * convolution.productBytes;
  const weights = convolution.weightBuffer + <usize>thread * convolution.weightBytes;
  const panelBytes = <usize>channels * PANEL_BYTES;
  const xiStep = <usize>convolution.panelGroup * panelBytes + 64;
  for (let panel = firstPanel; panel < endPanel; panel += convolution.panelGroup) {
    const panels = min(convolution.panelGroup, endPanel - panel);
    for (let index = 0; index < panels; index++) {
      const from = convolution.weights + <usize>(panel + index) * 9 * panelBytes;
      transformWeights(from, channels, weights + <usize>index * panelBytes, xiStep, work);
    }
    multiplyBlock(convolution, end - first, panels, input, weights, xiStep, product);
    outputTiles(convolution, first, end, panel, panel + panels, product, work);
  }
}

function multiplyBlock(
  convolution: Convolution,
  tiles: i32,
  panels: i32,
  input: usize,
  weights: usize,
  weightStep: usize,
  product: usize,
): void {
  const channels = convolution.sourceChannels;
  const inputStep = inputXiStep(convolution);
  const panelStep = <usize>convolution.block * PANEL_BYTES;
  for (let xi: usize = 0; xi < 36; xi++) {
    multiplyPanels(
      input + xi * inputStep,
      tiles,
      weights + xi * weightStep,
      panels,
      channels,
      product + xi * productXiStep(convolution),
      panelStep,
    );
  }
}

/** Transforms tiles `from` up to `end` of the block that begins with `first`, group by group. */
function inputTiles(
  convolution: Convolution,
  first: i32,
  from: i32,
  end: i32,
  input: usize,
  work: usize,
): void {
  const channels = convolution.sourceChannels;
  const corners = work;
  const patchBytes = <usize>channels * 144;
  for (let tile = from; tile < end; tile += ROWS) {
    for (let index = 0; index < ROWS; index++) {
      // The last group may be short; what is computed in place of the missing is not read.
      const patch = work + TRANSFORMS + <usize>index * patchBytes;
      cornerOf(convolution, min(tile + index, end - 1), corners + <usize>index * 12, patch);
    }
    const group = <usize>((tile - first) / ROWS);
    const to = input + group * <usize>channels * ROW_BYTES;
    transformInput(corners, channels, to, inputXiStep(convolution), work + 64);
  }
}

/** Where a tile's 6×6 positions lie: in the map, or, over an edge, in a copy with zeros around. */
function cornerOf(convolution: Convolution, tile: i32, entry: usize, patch: usize): void {
  const height = convolution.height;
  const width = convolution.width;
  const pixel = (<usize>convolution.sourceChannels) << 2;
  const across = (width + 3) >> 2;
  const top = (tile / across) * 4 - 1;
  const left = (tile % across) * 4 - 1;
  if (top >= 0 && left >= 0 && top + 6 <= height && left + 6 <= width) {
    store<usize>(entry, convolution.source + <usize>(top * width + left) * pixel);
    store<usize>(entry, <usize>width * pixel, 4);
    store<usize>(entry, pixel, 8);
    return;
  }
  let to = patch;
  for (let y = top; y < top + 6; y++) {
    for (let x = left; x < left + 6; x++) {
      if (y < 0 || y >= height || x < 0 || x >= width) memory.fill(to, 0, pixel);
      else memory.copy(to, convolution.source + <usize>(y * width + x) * pixel, pixel);
      to += pixel;
    }
  }
  store<usize>(entry, patch);
  store<usize>(entry, 6 * pixel, 4);
  store<usize>(entry, pixel, 8);
}

function outputTiles(
  convolution: Convolution,
  first: i32,
  end: i32,
  firstPanel: i32,
  endPanel: i32,
  product: usize,
  work: usize,
): void {
  const across = (convolution.width + 3) >> 2;
  const panelStep = <usize>convolution.block * PANEL_BYTES;
  const step = productXiStep(convolution);
  const quads = (convolution.targetChannels + 3) >> 2;
  for (let tile = first; tile < end; tile++) {
    const top = (tile / across) * 4;
    const left = (tile % across) * 4;
    const row = product + <usize>(tile - first) * PANEL_BYTES;
    for (let quad = firstPanel * QUADS; quad < min(quads, endPanel * QUADS); quad++) {
      const panel = <usize>(quad / QUADS - firstPanel);
      const from = row + panel * panelStep + ((<usize>(quad % QUADS)) << 4);
      transformOutput(from, step, work, work + 256);
      storeTile(convolution, top, left, quad, work);
    }
  }
}

/** Finishes four channels of a tile and stores the part of it that lies in the map. */
function storeTile(convolution: Convolution, top: i32, left: i32, quad: i32, tile: usize): void {
  const width = convolution.width;
  const pixel = (<usize>convolution.targetChannels) << 2;
  const row = <usize>width * pixel;
  const start = <usize>(top * width + left) * pixel + ((<usize>quad) << 4);
  const rows = min(4, convolution.height - top);
  const columns = min(4, width - left);
  const to = convolution.target + start;
  // A loop for each kind, because the engine takes no question out of a loop.
  if (convolution.bias !== 0) {
    const bias = v128.load(convolution.bias + ((<usize>quad) << 4));
    storeRectified(tile, bias, to, row, pixel, rows, columns);
  } else if (convolution.mask !== 0) {
    const map = convolution.mask + start;
    if (convolution.accumulate) addTo(tile, to, row, pixel, rows, columns);
    storeMasked(tile, map, to, row, pixel, rows, columns);
  } else {
    if (convolution.accumulate) addTo(tile, to, row, pixel, rows, columns);
    storePlain(tile, to, row, pixel, rows, columns);
  }
}

function storeRectified(
  tile: usize,
  bias: v128,
  to: usize,
  row: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
): void {
  for (let y = 0; y < rows; y++) {
    let target = to;
    for (let x = 0; x < columns; x++) {
      v128.store(target, rectify(f32x4.add(v128.load(tile + ((<usize>x) << 4)), bias)));
      target += pixel;
    }
    tile += 64;
    to += row;
  }
}

function storeMasked(
  tile: usize,
  map: usize,
  to: usize,
  row: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
): void {
  for (let y = 0; y < rows; y++) {
    let offset: usize = 0;
    for (let x = 0; x < columns; x++) {
      const value = v128.load(tile + ((<usize>x) << 4));
      v128.store(to + offset, maskBy(v128.load(map + offset), value));
      offset += pixel;
    }
    tile += 64;
    map += row;
    to += row;
  }
}

function storePlain(
  tile: usize,
  to: usize,
  row: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
): void {
  for (let y = 0; y < rows; y++) {
    let target = to;
    for (let x = 0; x < columns; x++) {
      v128.store(target, v128.load(tile + ((<usize>x) << 4)));
      target += pixel;
    }
    tile += 64;
    to += row;
  }
}

/** Adds what lies in the map to the tile. */
function addTo(tile: usize, from: usize, row: usize, pixel: usize, rows: i32, columns: i32): void {
  for (let y = 0; y < rows; y++) {
    let source = from;
    for (let x = 0; x < columns; x++) {
      const at = tile + ((<usize>x) << 4);
      v128.store(at, f32x4.add(v128.load(at), v128.load(source)));
      source += pixel;
    }
    tile += 64;
    from += row;
  }
}

function tileCount(convolution: Convolution): i32 {
  return ((convolution.height + 3) >> 2) * ((convolution.width + 3) >> 2);
}

function inputXiStep(convolution: Convolution): usize {
  const groups = <usize>groupsOf(convolution.block);
  return groups * <usize>convolution.sourceChannels * ROW_BYTES + 64;
}

/** A product holds all panels where the weights wait transformed, else one group of them. */
function productXiStep(convolution: Convolution): usize {
  const all = panelsOf(convolution.targetChannels);
  const panels = convolution.transformed !== 0 ? all : convolution.panelGroup;
  return <usize>panels * <usize>convolution.block * PANEL_BYTES + 64;
}
