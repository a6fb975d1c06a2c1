import { useEffect, useRef } from 'preact/hooks';

export interface BitmapThumbProps {
  readonly bitmap: ImageBitmap;
  /** Long side of its box, CSS px. */
  readonly side: number;
}

/** A picture in small, cut to a square; words beside it say what it is. */
export function BitmapThumb({ bitmap, side }: BitmapThumbProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(
      () => canvas.current && cover(canvas.current, bitmap, side),
    );
    return () => cancelAnimationFrame(frame);
  }, [bitmap, side]);
  return <canvas ref={canvas} class="p-thumb-picture" />;
}

function cover(canvas: HTMLCanvasElement, bitmap: ImageBitmap, side: number): void {
  const pixels = Math.round(side * (globalThis.devicePixelRatio || 1));
  canvas.width = pixels;
  canvas.height = pixels;
  // A picture that was closed meanwhile has no size and cannot be drawn.
  if (bitmap.width === 0) return;
  const scale = pixels / Math.min(bitmap.width, bitmap.height);
  const width = bitmap.width * scale;
  const height = bitmap.height * scale;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, (pixels - width) / 2, (pixels - height) / 2, width, height);
}
