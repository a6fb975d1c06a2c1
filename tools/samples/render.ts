import { clamp, type Rgb } from './colour.js';

/** An 8-bit RGB picture, row-major. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Draws a picture given as a colour per point, each pixel the mean of `samples`² points. */
export function render(
  { width, height }: { readonly width: number; readonly height: number },
  colourAt: (x: number, y: number) => Rgb,
  samples = 3,
): Raster {
  const data = new Uint8Array(width * height * 3);
  const count = samples ** 2;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const sum = [0, 0, 0];
    for (let sample = 0; sample < count; sample++) {
      const x = (pixel % width) + ((sample % samples) + 0.5) / samples;
      const y = Math.floor(pixel / width) + (Math.floor(sample / samples) + 0.5) / samples;
      colourAt(x, y).forEach((value, channel) => {
        sum[channel] = (sum[channel] ?? 0) + clamp(value);
      });
    }
    data.set(
      sum.map((value) => Math.round((value / count) * 255)),
      pixel * 3,
    );
  }
  return { width, height, data };
}
