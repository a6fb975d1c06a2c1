import type { Pixels } from '../image/pixels.js';

/**
 * Turns a picture as its orientation says.
 *
 * @param orientation 1 to 8, as in EXIF; anything else counts as 1
 */
export function turnUpright(pixels: Pixels, orientation: number): Pixels {
  if (!(orientation >= 2 && orientation <= 8)) return pixels;
  const { width, height, data } = pixels;
  const isLying = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const turned = isLying ? { width: height, height: width } : { width, height };
  // As whole pixels: their order matters here and not that of their bytes.
  const from = new Uint32Array(data.slice().buffer);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < turned.height; y++) {
    for (let x = 0; x < turned.width; x++) {
      const [column, row] = isLying ? [y, x] : [x, y];
      const sourceX = fromRight ? width - 1 - column : column;
      const sourceY = fromBottom ? height - 1 - row : row;
      to[y * turned.width + x] = from[sourceY * width + sourceX];
    }
  }
  return { ...turned, data: new Uint8ClampedArray(to.buffer) };
}
