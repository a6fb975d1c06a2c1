// The maps' side of Winograd's F(4×4, 3×3): see `winograd.ts`.
import { multiplyAdd, storeLanes, storeTransposed, subtractProduct } from './lanes';
import { Convolution } from './records';
import { NARROW_ROWS, ROW_BYTES, ROWS, SPARE_ROWS, startOfGroup, wideGroupsOf } from './tile-shape';

/** A thread's work: corners, rows side by side, columns of a group, then copies of tiles over an edge. */
const SIDE_BY_SIDE: usize = 64;
const COLUMNS_AT: usize = 576;
const PATCHES: usize = 12288;
/** Bytes of 16 channels, and of the columns of a tile for them. */
const LINE: usize = 64;
const TILE_COLUMNS: usize = 2304;

/** Bytes from one ξ of a block's input to the next. */
export function inputXiStep(convolution: Convolution): usize {
  const rows = <usize>(convolution.block + SPARE_ROWS);
  return ((rows * <usize>convolution.sourceChannels) << 2) + 64;
}

/**
 * Transforms the groups `group` up to `end` of the block of tiles `first` up to `last`, into
 * `input[ξ][group][channel][tile of the group]`: the rows that the products read.
 *
 * @param work 12 kB, and five tiles of all channels
 */
export function inputTiles(
  convolution: Convolution,
  first: i32,
  last: i32,
  group: i32,
  end: i32,
  input: usize,
  work: usize,
): void {
  const pixel = (<usize>convolution.sourceChannels) << 2;
  const step = inputXiStep(convolution);
  const wideGroups = wideGroupsOf(last - first);
  for (; group < end; group++) {
    const tiles = group < wideGroups ? ROWS : NARROW_ROWS;
    const start = startOfGroup(group, wideGroups);
    for (let index = 0; index < tiles; index++) {
      // The last group may be short; what is computed in place of the missing is not read.
      const tile = min(first + start + index, last - 1);
      const patch = work + PATCHES + <usize>index * pixel * 36;
      cornerOf(convolution, tile, work + <usize>index * 12, patch);
    }
    transformGroup(work, tiles, pixel, input + <usize>start * pixel, step);
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
/**
 * A group's tiles, all channels; `work` begins with each tile's corner, next row and next pixel. Done
 * for 16 channels at a time, a cache line of each pixel, and a row of six ξ at a time, because stores
 * to 36 places far from each other would each wait for their page.
 */
function transformGroup(work: usize, tiles: i32, pixel: usize, to: usize, step: usize): void {
  const columns = work + COLUMNS_AT;
  const sideBySide = work + SIDE_BY_SIDE;
  const quadBytes = (<usize>tiles) << 4;
  for (let channel: usize = 0; channel < pixel; channel += LINE) {
    const bytes = min(LINE, pixel - channel);
    for (let tile: usize = 0; tile < <usize>tiles; tile++) {
      transformColumns(work + tile * 12, channel, bytes, columns + tile * TILE_COLUMNS);
    }
    for (let y: usize = 0; y < 6; y++) {
      for (let quad: usize = 0; quad < bytes; quad += 16) {
        let row = columns + quad * 36 + y * 96;
        for (let tile: usize = 0; tile < quadBytes; tile += 16) {
          inputRow(row, sideBySide + tile);
          row += TILE_COLUMNS;
        }
        const target = to + 6 * y * step + (quad >> 4) * quadBytes;
        if (tiles === ROWS) storeWide(sideBySide, target, step);
        else storeNarrow(sideBySide, target, step);
      }
    }
    to += (bytes >> 4) * quadBytes;
  }
}

/** The columns of a tile, up to 16 channels from `channel` on, into `to[quad][6][6]`. */
function transformColumns(corner: usize, channel: usize, bytes: usize, to: usize): void {
  let from = load<usize>(corner) + channel;
  const rowStep = load<usize>(corner, 4);
  const pixelStep = load<usize>(corner, 8);
  for (let x: usize = 0; x < 96; x += 16) {
    for (let quad: usize = 0; quad < bytes; quad += 16) {
      inputColumn(from + quad, rowStep, to + quad * 36 + x);
    }
    from += pixelStep;
  }
}

/** `from[six ξ][five tiles]`, each four channels, into `to[ξ][channel][tile]`. */
function storeWide(from: usize, to: usize, step: usize): void {
  for (let xi = 0; xi < 6; xi++) {
    const d = v128.load(from, 48);
    storeTransposed(v128.load(from), v128.load(from, 16), v128.load(from, 32), d, to, ROW_BYTES);
    storeLanes(v128.load(from, 64), to + 16, ROW_BYTES);
    from += 80;
    to += step;
  }
}

/** The same for the first four tiles. */
function storeNarrow(from: usize, to: usize, step: usize): void {
  for (let xi = 0; xi < 6; xi++) {
    const d = v128.load(from, 48);
    storeTransposed(v128.load(from), v128.load(from, 16), v128.load(from, 32), d, to, 16);
    from += 80;
    to += step;
  }
}

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

/** Bᵀd along such a row, into the places of one tile: the tiles of a group lie side by side. */
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
  v128.store(to, f32x4.add(even, odd), 80);
  v128.store(to, f32x4.sub(even, odd), 160);
  v128.store(to, multiplyAdd(two, oddStep, evenStep), 240);
  v128.store(to, subtractProduct(two, oddStep, evenStep), 320);
  v128.store(to, multiplyAdd(four, d1, subtractProduct(five, d3, d5)), 400);
}
