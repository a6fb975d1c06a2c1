import { type Pixels, type Size, StyleTransferError, sentence } from '@pastiche/core';

/** A canvas off the screen and its context, set to scale well. */
export interface Canvas {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
}

/** An empty, transparent canvas. @throws StyleTransferError `out-of-memory` */
export function canvasOf({ width, height }: Size): Canvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) {
    throw new StyleTransferError(
      'out-of-memory',
      sentence`A canvas of ${width} × ${height} px could not be made; close other windows or choose a smaller size.`,
    );
  }
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

/** Pixels as the canvas knows them, without copying where that is possible. */
export function imageDataOf({ width, height, data }: Pixels): ImageData {
  const bytes = new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return new ImageData(bytes, width, height);
}

/** A picture as a bitmap, long side at most `longSide` px; the caller closes it. */
export async function toBitmap(pixels: Pixels, longSide: number): Promise<ImageBitmap> {
  const image = imageDataOf(pixels);
  const ratio = longSide / Math.max(pixels.width, pixels.height);
  if (ratio >= 1) return createImageBitmap(image);
  return createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(pixels.width * ratio)),
    resizeHeight: Math.max(1, Math.round(pixels.height * ratio)),
    resizeQuality: 'medium',
  });
}

/** A picture drawn at another size, as pixels. */
export async function drawnAt(pixels: Pixels, { width, height }: Size): Promise<Canvas> {
  const bitmap = await createImageBitmap(imageDataOf(pixels));
  try {
    const drawn = canvasOf({ width, height });
    drawn.context.drawImage(bitmap, 0, 0, width, height);
    return drawn;
  } finally {
    bitmap.close();
  }
}
