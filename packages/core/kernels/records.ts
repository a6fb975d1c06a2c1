// What an operation is told: words in the memory, in this order. `operations.ts` of the engine writes
// the same names in the same order. Addresses and steps are in bytes. Feature maps are
// [height][width][channels] with channels a multiple of 4, the last of them zero where there are fewer.
// Panels are as wide as `tile-shape.ts` says.

@unmanaged
export class Operation {
  code: i32;
  /** Counts the shares that were taken; 0 at the start. */
  taken: i32;
}

/**
 * A 3×3 convolution, zero-padded, and what happens to its result: with `bias` it is added and ReLU
 * follows; else, with `accumulate`, what lies in `target` is added, and with `mask` it is masked by
 * where that map is above 0.
 */
@unmanaged
export class Convolution extends Operation {
  source: usize;
  target: usize;
  height: i32;
  width: i32;
  sourceChannels: i32;
  targetChannels: i32;
  /** [panel][source channel][9][columns], or, by tiles apart, [ξ][panel][source channel][columns]. */
  weights: usize;
  bias: usize;
  mask: usize;
  accumulate: i32;
  /** Tiles (Winograd) or positions (direct) in a block: a multiple of the rows. */
  block: i32;
  /** Panels whose products are made at a time. */
  panelGroup: i32;
  /** Whether threads share each block, and make the weights that they need. */
  together: i32;
  /** Buffers, each so many bytes for a thread. */
  input: usize;
  inputBytes: usize;
  product: usize;
  productBytes: usize;
  weightBuffer: usize;
  weightBytes: usize;
  work: usize;
  workBytes: usize;
}

/** 2×2 pooling of a map of `height` × `width`, forward and back. */
@unmanaged
export class Pooling extends Operation {
  source: usize;
  pooled: usize;
  height: i32;
  width: i32;
  channels: i32;
  average: i32;
  /** Only on the way back: gradients of the pooled and of the source map. */
  pooledGradient: usize;
  sourceGradient: usize;
  accumulate: i32;
}

/** Sums over the positions of a map: its Gram matrix, or with `matrix` 0 the means of its channels. */
@unmanaged
export class Moments extends Operation {
  source: usize;
  positions: i32;
  channels: i32;
  /** Square roots of the positions' weights, or 0. */
  roots: usize;
  /** Positions in one of the `blocks` blocks, whose sums are made apart and added in order. */
  blockPositions: i32;
  blocks: i32;
  /** Shares that a block's Gram matrix is cut into. */
  parts: i32;
  /** A sum of [channels up to 8s][same] (or one row of it) for each block. */
  sums: usize;
  /** For each thread 128 positions of channels up to 8s. */
  pack: usize;
  packBytes: usize;
  /** [wanted channels][same], or one row. */
  result: usize;
  wanted: i32;
  scale: f32;
}

/** `target (+)= weight · (source · matrix + offset)`, position by position. */
@unmanaged
export class Product extends Operation {
  source: usize;
  target: usize;
  positions: i32;
  channels: i32;
  /** [wanted][wanted], and where it is packed into panels. */
  matrix: usize;
  panels: usize;
  wanted: i32;
  /** [channels]. */
  offset: usize;
  /** Square roots of the positions' weights, or 0. */
  roots: usize;
  accumulate: i32;
  block: i32;
  input: usize;
  inputBytes: usize;
  product: usize;
  productBytes: usize;
}

/** Kernels [9][sourceChannels][targetChannels] times `scale` into panels for one direction. */
@unmanaged
export class Packing extends Operation {
  kernel: usize;
  sourceChannels: i32;
  targetChannels: i32;
  scale: f32;
  /** Whether for the way back: from target to source, and each kernel turned round. */
  backward: i32;
  /** As of a convolution, transformed or not. */
  weights: usize;
  transformed: i32;
  /** For each thread a panel, [channel up to 4s][9][columns]. */
  work: usize;
  workBytes: usize;
}

/** From three floats per pixel to four, minus the mean; or back, as they are. */
@unmanaged
export class Pixels extends Operation {
  three: usize;
  four: usize;
  count: i32;
  red: f32;
  green: f32;
  blue: f32;
}

/** `gradient = 0` wherever `map` is not above 0. */
@unmanaged
export class Masking extends Operation {
  gradient: usize;
  map: usize;
  count: i32;
}
