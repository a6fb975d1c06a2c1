import type { TileShape } from '../../kernels/wasm/team.js';
import { type ConvolutionShape, convolutionBuffers } from './convolution-buffers.js';
import { align } from './place-buffers.js';

/** Threads and the shape of their tiles. */
export interface Hands extends TileShape {
  readonly threads: number;
}

/** Positions packed at a time for a Gram matrix, as `moments.ts` of the kernels has it. */
const PACKED_POSITIONS = 128;
/** A Gram matrix is summed in at most so many blocks, each of at least so many positions. */
const MOST_BLOCKS = 16;
const SMALLEST_BLOCK = 256;
/** Fewer do not occupy the threads of most machines. */
const FEWEST_BLOCKS = 4;
/** Positions in a block of the product by a matrix. */
const PRODUCT_BLOCK = 50;

/** A map as sums and products over its positions see it. */
export interface MapShape {
  readonly positions: number;
  /** Padded to a multiple of 4, and without the padding. */
  readonly channels: number;
  readonly wanted: number;
}

/** Buffers that one operation needs while it runs, one after another from `base`. */
export interface Scratch<Name extends string> {
  readonly at: Readonly<Record<Name, number>>;
  readonly end: number;
}

/** Places buffers of the given bytes one after another. */
function layOut<Name extends string>(base: number, bytes: Record<Name, number>): Scratch<Name> {
  let end = base;
  const at = {} as Record<Name, number>;
  for (const name of Object.keys(bytes) as Name[]) {
    at[name] = end;
    end = align(end + bytes[name]);
  }
  return { at, end };
}

export function convolutionScratch(base: number, shape: ConvolutionShape, hands: Hands) {
  const { threads } = hands;
  const buffers = convolutionBuffers(shape, hands);
  const { direct, inputs, ...sizes } = buffers;
  const { at, end } = layOut(base, {
    input: sizes.inputBytes * inputs(threads),
    product: sizes.productBytes * threads,
    weightBuffer: sizes.weightBytes * threads,
    work: sizes.workBytes * threads,
  });
  return { direct, words: { ...sizes, ...at }, end };
}

/** Buffers of a Gram matrix; those of a channel mean are smaller. */
export function momentsScratch(base: number, shape: MapShape, { threads }: Hands) {
  const padded = Math.ceil(shape.channels / 8) * 8;
  const share = Math.ceil(shape.positions / MOST_BLOCKS / PACKED_POSITIONS) * PACKED_POSITIONS;
  const blockPositions = Math.max(SMALLEST_BLOCK, share);
  const blocks = Math.max(1, Math.ceil(shape.positions / blockPositions));
  const packBytes = (padded / 8) * (PACKED_POSITIONS * 32 + 64);
  const { at, end } = layOut(base, {
    roots: shape.positions * 4,
    sums: blocks * padded ** 2 * 4,
    pack: packBytes * threads,
    result: shape.wanted ** 2 * 4,
  });
  // Where there are few blocks, threads share each.
  const parts = Math.ceil(FEWEST_BLOCKS / blocks);
  return { words: { blockPositions, blocks, parts, packBytes, ...at }, end };
}

export function productScratch(base: number, shape: MapShape, hands: Hands) {
  const { threads, rows, columns } = hands;
  const padded = Math.ceil(shape.channels / columns) * columns;
  const block = PRODUCT_BLOCK;
  const inputBytes = align((block + rows) * shape.channels * 4);
  const productBytes = align((block + rows) * padded * 4);
  const { at, end } = layOut(base, {
    roots: shape.positions * 4,
    matrix: shape.wanted ** 2 * 4,
    panels: padded * shape.channels * 4,
    offset: shape.channels * 4,
    input: inputBytes * threads,
    product: productBytes * threads,
  });
  return { words: { block, inputBytes, productBytes, ...at }, end };
}
