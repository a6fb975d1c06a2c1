/**
 * A picture as hosts know it: 8-bit RGBA, straight (not premultiplied) alpha, sRGB, row-major.
 * The same layout as the DOM's `ImageData`, so one passes for the other.
 */
export interface Pixels {
  /** Columns, px. */
  readonly width: number;
  /** Rows, px. */
  readonly height: number;
  /** `width * height * 4` bytes, RGBA. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * A picture as the engine computes with it: `[height, width, 3]` row-major RGB floats, 0..1
 * (values may leave that range while an image is being painted).
 */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}
