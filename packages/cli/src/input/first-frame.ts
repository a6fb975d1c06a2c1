import type { Pixels, Size } from '@pastiche/core';
import type { GifFrame } from '@pastiche/core/pictures';

/**
 * Makes what lies outside a GIF's first frame see-through, in place. libvips paints it black where no
 * frame has a see-through colour; browsers show what is behind the picture.
 *
 * @param canvas the size that `frame` lies in, px; the pixels may be reduced from it
 */
export function clearOutside({ width, height, data }: Pixels, canvas: Size, frame: GifFrame): void {
  const left = Math.round((frame.left * width) / canvas.width);
  const right = Math.round(((frame.left + frame.width) * width) / canvas.width);
  const top = Math.round((frame.top * height) / canvas.height);
  const bottom = Math.round(((frame.top + frame.height) * height) / canvas.height);
  if (left <= 0 && top <= 0 && right >= width && bottom >= height) return;
  for (let y = 0; y < height; y++) {
    const isRow = y >= top && y < bottom;
    for (let x = 0; x < width; x++) {
      if (!isRow || x < left || x >= right)
        data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 4);
    }
  }
}
