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
  readonly inputBytes: number;
  readonly productBytes: number;
  readonly weightBytes: number;
  readonly workBytes: number;
  /** Inputs in all: one for a thread, or two that all threads fill by turns. */
  readonly inputs: (threads: number) => number;
}

/** Products of channels up to which the tiles' weights wait transformed: 2.4 MB, the second cache. */
const LARGEST_TRANSFORMED = 16384;
/** The image has three channels (four with padding): too few for tiles to pay. */
const FEWEST_CHANNELS = 8;
/** Positions in a block of direct products. */
const DIRECT_BLOCK = 100;
/** Bytes that the kernels use for themselves before the copies of tiles over an edge. */
const TRANSFORM_BYTES = 12288;
const TILE_POSITIONS = 36;

/** Whether a layer's tile weights are made once; else they are made from the kernels in every pass. */
export function keepsTransformed(sourceChannels: number, targetChannels: number): boolean {
  return sourceChannels * targetChannels <= LARGEST_TRANSFORMED;
}

/** Decides how a convolution is computed. The same for any number of threads. */
export function convolutionBuffers(shape: ConvolutionShape, tile: TileShape): ConvolutionBuffers {
  return isDirect(shape) ? directBuffers(shape, tile) : tileBuffers(shape, tile);
}

/**
 * Tiles save nothing where the map is so small that most of a group of four is missing: costs in
 * products per channel pair, those of transforming the weights (about 20 positions' worth) included.
 */
function isDirect({ height, width, sourceChannels }: ConvolutionShape): boolean {
  if (sourceChannels < FEWEST_CHANNELS) return true;
  const groups = Math.ceil((Math.ceil(height / 4) * Math.ceil(width / 4)) / 4);
  const directly = Math.ceil((height * width) / 4) * 9;
  return directly <= groups * TILE_POSITIONS + 20;
}

function directBuffers(shape: ConvolutionShape, { rows, columns }: TileShape): ConvolutionBuffers {
  const { height, width, sourceChannels, targetChannels } = shape;
  const block = evenBlock(height * width, DIRECT_BLOCK, rows);
  return {
    direct: true,
    block,
    panelGroup: 0,
    inputBytes: align((block + rows) * sourceChannels * 9 * 4),
    productBytes: align((block + rows) * Math.ceil(targetChannels / columns) * columns * 4),
    weightBytes: 0,
    workBytes: 0,
    inputs: (threads) => threads,
  };
}

function tileBuffers(shape: ConvolutionShape, { rows, columns }: TileShape): ConvolutionBuffers {
  const { height, width, sourceChannels, targetChannels } = shape;
  const tiles = Math.ceil(height / 4) * Math.ceil(width / 4);
  const transformed = keepsTransformed(sourceChannels, targetChannels);
  const block = evenBlock(tiles, transformed ? 25 : sourceChannels >= 512 ? 100 : 50, rows);
  const panels = Math.ceil(targetChannels / columns);
  const panelGroup = Math.min(panels, Math.ceil((sourceChannels >= 512 ? 32 : 16) / columns));
  const productPanels = transformed ? panels : panelGroup;
  const panelBytes = columns * 4;
  return {
    direct: false,
    block,
    panelGroup,
    inputBytes: align(TILE_POSITIONS * ((block + rows) * sourceChannels * 4 + 64)),
    productBytes: align(TILE_POSITIONS * ((block + rows) * productPanels * panelBytes + 64)),
    weightBytes: transformed ? 0 : align(6 * (panelGroup * sourceChannels * panelBytes + 64)),
    workBytes: align(TRANSFORM_BYTES + rows * TILE_POSITIONS * sourceChannels * 4),
    inputs: (threads) => (transformed ? threads : 2),
  };
}

/** A multiple of any group that cuts `count` into equal blocks of `largest` at most. */
function evenBlock(count: number, largest: number, rows: number): number {
  const blocks = Math.ceil(count / largest);
  return Math.ceil(count / Math.max(1, blocks) / rows) * rows;
}
