import type { Extent, Rect } from '../picture/zoom.js';

/** What is painted: one picture, or two with a divider between. */
export interface CanvasContent {
  /** Over the whole rectangle. */
  readonly picture: ImageBitmap;
  /** Over the part left of the divider. */
  readonly left: ImageBitmap | null;
  /** Share of the rectangle left of the divider, 0..1. */
  readonly divider: number;
}

/**
 * Paints onto a canvas whose pixels are the screen's: `viewport` in CSS px, `ratio` device px per
 * CSS px. Pictures that were closed meanwhile are left out.
 */
export function paintCanvas(
  canvas: HTMLCanvasElement,
  viewport: Extent,
  ratio: number,
  rect: Rect,
  content: CanvasContent | null,
): void {
  const width = Math.max(1, Math.round(viewport.width * ratio));
  const height = Math.max(1, Math.round(viewport.height * ratio));
  // Setting a size, even the same, clears the canvas and frees its store.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, viewport.width, viewport.height);
  if (content === null) return;
  context.imageSmoothingQuality = 'high';
  const { left, divider } = content;
  const split = left === null ? rect.x : rect.x + rect.width * divider;
  paintPart(context, content.picture, rect, split, rect.x + rect.width);
  if (left !== null) paintPart(context, left, rect, rect.x, split);
}

function paintPart(
  context: CanvasRenderingContext2D,
  bitmap: ImageBitmap,
  rect: Rect,
  from: number,
  to: number,
): void {
  if (to <= from || bitmap.width === 0) return;
  context.save();
  context.beginPath();
  context.rect(from, rect.y, to - from, rect.height);
  context.clip();
  context.drawImage(bitmap, rect.x, rect.y, rect.width, rect.height);
  context.restore();
}
