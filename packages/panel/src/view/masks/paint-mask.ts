import { type Area, isNothing, wholeOf } from '../../model/masks/area.js';
import type { Raster } from '../../model/masks/raster.js';

/** Stripes, so that a mask is seen on a picture of its own colour: width as a share of the long side, and opacities. */
const STRIPE = 1 / 90;
const OPACITY = [0.62, 0.42] as const;

/** Red, green and blue, 0..255. */
export type Colour = readonly [number, number, number];

/**
 * Paints a part of a mask onto a canvas of its size, in pixels of the mask: striped colour where it marks, nothing
 * elsewhere.
 */
export function paintMask(
  canvas: HTMLCanvasElement,
  raster: Raster,
  changed: Area,
  colour: Colour,
): void {
  const isSame = canvas.width === raster.width && canvas.height === raster.height;
  if (!isSame) {
    canvas.width = raster.width;
    canvas.height = raster.height;
  }
  const area = isSame ? changed : wholeOf(raster);
  const context = canvas.getContext('2d');
  if (context === null || isNothing(area)) return;
  const image = context.createImageData(area.width, area.height);
  colourIn(image.data, raster, area, colour);
  context.putImageData(image, area.x, area.y);
}

function colourIn(
  pixels: Uint8ClampedArray,
  { data, width, height }: Raster,
  area: Area,
  [red, green, blue]: Colour,
): void {
  const stripe = Math.max(2, Math.round(Math.max(width, height) * STRIPE));
  let to = 0;
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++, to += 4) {
      const value = data[y * width + x];
      if (value === 0) continue;
      pixels[to] = red;
      pixels[to + 1] = green;
      pixels[to + 2] = blue;
      pixels[to + 3] = value * OPACITY[Math.floor((x + y) / stripe) & 1];
    }
  }
}

/** The colour of an element's text, however the style sheet writes it. */
export function colourOf(element: HTMLElement): Colour {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  if (context === null) return [0, 0, 0];
  context.fillStyle = getComputedStyle(element).color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
