import type { TileShape } from '../../kernels/wasm/team.js';
import { align } from './place-buffers.js';

/** A 3×3 convolution of a map; channels are padded to multiples of 4. */
export interface ConvolutionShape {
  readonly height: number;
  readonly width: number;
  readonly sourceChannels: number;
  readonly targetChannels: number;
}

/** How a convolution is cut up, and the bytes that each buffer needs for one thread. */
export interface ConvolutionBuffers {
  readonly direct: boolean;
  readonly block: number;
  readonly panelGroup: number;
  readonly together: number;
  readonly inputBytes: number;
  readonly productBytes: number;
  readonly weightBytes: number;
  readonly workBytes: number;
  /** Inputs in all: one for a thread, or two that all threads fill by turns. */
  readonly inputs: (threads: number) => number;
}

/** The image has three channels (four with padding): too few for tiles to pay. */
const FEWEST_CHANNELS = 8;
/** Products of channels from which threads share a block: there its weights fill the second cache. */
const FEWEST_TOGETHER = 16385;
/**
 * Tiles in a block and panels in a group, at most: more made the inputs, the weights and the products
 * of a group leave the second cache, fewer made more weights anew (measured at 128 and 256 px).
 */
const APART = { tiles: 25, panels: 8 };
const TOGETHER = { tiles: 65, panels: 4 };
const DEEP_TOGETHER = { tiles: 100, panels: 4 };
/** Positions in a block of direct products. */
const DIRECT_BLOCK = 100;
/** Bytes that the kernels use for themselves before the copies of tiles over an edge. */
const TRANSFORM_BYTES = 12288;
const TILE_POSITIONS = 36;

/** Whether a convolution's weights are transformed once; else in every pass. */
export function waitTransformed(sourceChannels: number, targetChannels: number): boolean {
  const tiles = sourceChannels >= FEWEST_CHANNELS;
  return tiles && sourceChannels * targetChannels < FEWEST_TOGETHER;
}

/**
 * Tiles save nothing where the map is so small that most of a group of four is missing, and round more:
 * costs in products per channel pair, those of transforming the weights (about 20 positions' worth)
 * included.
 */
function isDirect({ height, width, sourceChannels, targetChannels }: ConvolutionShape): boolean {
  if (waitTransformed(sourceChannels, targetChannels)) return false;
  if (sourceChannels < FEWEST_CHANNELS) return true;
  const groups = Math.ceil((Math.ceil(height / 4) * Math.ceil(width / 4)) / 4);
  const directly = Math.ceil((height * width) / 4) * 9;
  return directly <= groups * TILE_POSITIONS + 20;
}

/** Decides how a convolution is computed. The same for any number of threads. */
export function convolutionBuffers(shape: ConvolutionShape, tile: TileShape): ConvolutionBuffers {
  return isDirect(shape) ? directBuffers(shape, tile) : tileBuffers(shape, tile);
}

function directBuffers(shape: ConvolutionShape, { rows, columns }: TileShape): ConvolutionBuffers {
  const { height, width, sourceChannels, targetChannels } = shape;
  const block = evenBlock(height * width, DIRECT_BLOCK, rows);
  const panels = Math.ceil(targetChannels / columns);
  return {
    direct: true,
    block,
    panelGroup: panels,
    together: 0,
    inputBytes: align((block + rows) * sourceChannels * 9 * 4),
    productBytes: align((block + rows) * panels * columns * 4),
    weightBytes: 0,
    workBytes: 0,
    inputs: (threads) => threads,
  };
}

function tileBuffers(shape: ConvolutionShape, { rows, columns }: TileShape): ConvolutionBuffers {
  const { height, width, sourceChannels, targetChannels } = shape;
  const tiles = Math.ceil(height / 4) * Math.ceil(width / 4);
  const together = sourceChannels * targetChannels >= FEWEST_TOGETHER;
  const most = !together ? APART : sourceChannels < 512 ? TOGETHER : DEEP_TOGETHER;
  const block = evenBlock(tiles, most.tiles, rows);
  const panelGroup = Math.min(Math.ceil(targetChannels / columns), most.panels);
  return {
    direct: false,
    block,
    panelGroup,
    together: together ? 1 : 0,
    inputBytes: align(TILE_POSITIONS * ((block + rows) * sourceChannels * 4 + 64)),
    productBytes: align(TILE_POSITIONS * ((block + rows) * panelGroup * columns * 4 + 64)),
    weightBytes: together ? align(6 * panelGroup * sourceChannels * columns * 4) : 0,
    workBytes: align(TRANSFORM_BYTES + rows * TILE_POSITIONS * sourceChannels * 4),
    inputs: (threads) => (together ? 2 : threads),
  };
}

/** Cuts `count` into blocks of `largest` at most, as even as whole groups of rows allow. */
function evenBlock(count: number, largest: number, rows: number): number {
  const blocks = Math.ceil(count / largest);
  return Math.ceil(count / Math.max(1, blocks) / rows) * rows;
}
