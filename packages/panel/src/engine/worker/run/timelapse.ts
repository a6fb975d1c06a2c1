import { fitLongSide, type Pixels, type Size, StyleTransferError, sentence } from '@pastiche/core';
import { encode } from 'modern-gif';
import { drawnAt } from '../pictures/canvas.js';
import { createThinning } from './frame-thinning.js';

const MAX_FRAMES = 48;
const LONG_SIDE = 320;
/** How long a frame is shown, and the last one, ms. */
const FRAME_MS = 100;
const LAST_FRAME_MS = 2000;

/** The frames of one run, from its first iteration to the finished picture. */
export interface Timelapse {
  /** Whether the next picture is wanted; to be asked once per iteration. */
  wantsNext(): boolean;
  add(pixels: Pixels): Promise<void>;
  /** The last frame. */
  finish(pixels: Pixels): Promise<void>;
  /** All frames as an animated GIF. @throws StyleTransferError `invalid-image` when there is none. */
  toGif(): Promise<Uint8Array>;
}

/** @param size of the finished picture; frames are at most 320 px of its shape */
export function createTimelapse({ width, height }: Size): Timelapse {
  const size = fitLongSide(width, height, Math.min(LONG_SIDE, Math.max(width, height)));
  const frames = createThinning<Uint8ClampedArray>(MAX_FRAMES - 2);
  let last: Uint8ClampedArray | null = null;
  let index = -1;
  const reduce = async (pixels: Pixels) => {
    const { context } = await drawnAt(pixels, size);
    return context.getImageData(0, 0, size.width, size.height).data;
  };
  return {
    wantsNext() {
      index += 1;
      return frames.wants(index);
    },
    async add(pixels) {
      const at = index;
      frames.keep(at, await reduce(pixels));
    },
    async finish(pixels) {
      last = await reduce(pixels);
    },
    toGif() {
      const shown = frames.kept.map((data) => ({ data, delay: FRAME_MS }));
      if (last !== null) shown.push({ data: last, delay: LAST_FRAME_MS });
      return encodeGif(size, shown);
    },
  };
}

async function encodeGif(
  { width, height }: Size,
  frames: readonly { readonly data: Uint8ClampedArray; readonly delay: number }[],
): Promise<Uint8Array> {
  if (frames.length === 0) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`A timelapse needs a run whose frames were collected, but there is none; switch frames on and stylize again.`,
    );
  }
  const coarse = frames.map(({ data, delay }) => ({ data: coarsened(data), delay, width, height }));
  return new Uint8Array(await encode({ width, height, frames: coarse }));
}

/**
 * Five bits a channel, alpha as it is: the encoder's time goes with the number of different
 * colours (measured: 0.4 s instead of 40 s), and the GIF has 256 of them in the end.
 */
function coarsened(data: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  return data.map((value, index) => (index % 4 === 3 ? value : (value & 0xf8) | 4));
}
