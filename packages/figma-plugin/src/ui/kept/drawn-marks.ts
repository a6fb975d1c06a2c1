import { type Canvas, canvasOf } from '@pastiche/panel/canvas';
import type { PictureEncoding } from '@pastiche/panel/host';
import type { Marks } from './grown-marks.js';

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

/** The channels of a canvas that marks are in. */
export const RED = 0;
export const ALPHA = 3;

/** One channel of a canvas as marks. */
export function channelOf({ canvas, context }: Canvas, channel: number): Marks {
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  const marks = new Uint8Array(width * height);
  for (let at = 0; at < marks.length; at++) marks[at] = data[4 * at + channel];
  return { width, height, data: marks };
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
