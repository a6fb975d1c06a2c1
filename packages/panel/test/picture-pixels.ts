import type { Frame, Page } from 'playwright-core';

/**
 * What the middle of the picture's canvas shows, 64 × 48 px, as 8 × 6 px of RGBA; empty where there
 * is no canvas. A small picture is not enlarged to all of the canvas.
 */
export function picturePixels(place: Page | Frame): Promise<number[]> {
  return place.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const small = new OffscreenCanvas(8, 6);
    const context = small.getContext('2d');
    if (!canvas || !context || canvas.width < 64 || canvas.height < 48) return [];
    context.imageSmoothingQuality = 'high';
    const [left, top] = [(canvas.width - 64) / 2, (canvas.height - 48) / 2];
    context.drawImage(canvas, left, top, 64, 48, 0, 0, 8, 6);
    return Array.from(context.getImageData(0, 0, 8, 6).data);
  });
}
