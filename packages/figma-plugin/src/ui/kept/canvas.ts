import { StyleTransferError, sentence } from '@pastiche/panel/core';
import type { PictureEncoding } from '@pastiche/panel/host';
import type { Marks } from './grown-marks.js';

/** A canvas off the screen, with its context. */
export interface Canvas {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
}

/** px */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws StyleTransferError `out-of-memory` */
export function canvasOf({ width, height }: Size): Canvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) {
    throw new StyleTransferError(
      'out-of-memory',
      sentence`A canvas of ${width} × ${height} px could not be made; close other windows or choose a smaller size.`,
    );
  }
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

/** A picture's file drawn in its own pixels. Its colours stay as they are. */
export async function drawnFile(file: Uint8Array): Promise<Canvas> {
  const bitmap = await createImageBitmap(new Blob([file as Uint8Array<ArrayBuffer>]), {
    colorSpaceConversion: 'none',
  });
  try {
    const drawn = canvasOf(bitmap);
    drawn.context.drawImage(bitmap, 0, 0);
    return drawn;
  } finally {
    bitmap.close();
  }
}

/** How much of each pixel is covered. */
export function alphaOf({ canvas, context }: Canvas): Marks {
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, at) => data[4 * at + 3]),
  };
}

/** Marks as a canvas: white, and transparent where nothing is marked. */
export function marksDrawn({ width, height, data }: Marks): Canvas {
  const drawn = canvasOf({ width, height });
  const pixels = new Uint8ClampedArray(4 * data.length).fill(255);
  for (let at = 0; at < data.length; at++) pixels[4 * at + 3] = data[at];
  drawn.context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return drawn;
}

/** A canvas as a file. */
export async function fileOf(
  { canvas }: Canvas,
  { mediaType, quality }: PictureEncoding,
): Promise<Uint8Array> {
  const how = quality === undefined ? {} : { quality };
  const blob = await canvas.convertToBlob({ type: mediaType, ...how });
  return new Uint8Array(await blob.arrayBuffer());
}
