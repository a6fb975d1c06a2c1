import { fitLongSide, type Pixels } from '@pastiche/core';
import type { ReducedPicture } from '../../engine.js';
import { canvasOf, drawnAt, imageDataOf } from './canvas.js';

/** Tried in this order until the file is small enough; then the picture is made smaller. */
const QUALITIES = [0.85, 0.7, 0.5] as const;
const SMALLER = 0.75;
const SMALLEST_SIDE = 32;

/** A picture as PNG, alpha kept. */
export async function toPng(pixels: Pixels): Promise<Uint8Array> {
  const { canvas, context } = canvasOf(pixels);
  context.putImageData(imageDataOf(pixels), 0, 0);
  return bytesOf(await canvas.convertToBlob({ type: 'image/png' }));
}

/**
 * Encodes a picture small enough to travel in a file: WebP, or what the browser has instead.
 *
 * @param limit longest side, px, and most bytes; of a limit that nothing meets, the smallest picture comes
 */
export async function reducePicture(
  pixels: Pixels,
  limit: { readonly longSide: number; readonly bytes: number },
): Promise<ReducedPicture> {
  let longSide = Math.min(limit.longSide, Math.max(pixels.width, pixels.height));
  for (;;) {
    const size = fitLongSide(pixels.width, pixels.height, longSide);
    const { canvas } = await drawnAt(pixels, size);
    for (const quality of QUALITIES) {
      const blob = await encode(canvas, quality);
      if (blob.size <= limit.bytes || longSide <= SMALLEST_SIDE) {
        return { mediaType: blob.type as ReducedPicture['mediaType'], bytes: await bytesOf(blob) };
      }
    }
    longSide = Math.max(SMALLEST_SIDE, Math.floor(longSide * SMALLER));
  }
}

/** Browsers that cannot write WebP write PNG instead, which is large; then JPEG is better. */
async function encode(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  if (blob.type === 'image/webp') return blob;
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
