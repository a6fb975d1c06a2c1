import type {
  GradientPaint,
  ImagePaint,
  Paint,
  RGB,
  RGBA,
} from '@figma/plugin-typings/plugin-api-standalone';
import { invert } from '../scene/matrix.js';

export type Context = OffscreenCanvasRenderingContext2D;
export type Bitmaps = ReadonlyMap<string, ImageBitmap>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Fills `path`, which lies in a box of `size` at the origin, with one paint after another. */
export function paintPath(
  context: Context,
  path: Path2D,
  size: Size,
  paints: readonly Paint[],
  bitmaps: Bitmaps,
): void {
  for (const paint of paints) {
    if (paint.visible === false) continue;
    context.save();
    context.globalAlpha *= paint.opacity ?? 1;
    if (paint.type === 'SOLID') {
      context.fillStyle = colour(paint.color);
      context.fill(path);
    } else if (paint.type === 'IMAGE') {
      context.clip(path);
      drawImage(context, paint, size, bitmaps.get(paint.imageHash ?? ''));
    } else if (paint.type.startsWith('GRADIENT')) {
      context.clip(path);
      drawGradient(context, paint as GradientPaint, size);
    }
    context.restore();
  }
}

export function colour(value: RGB | RGBA): string {
  const channel = (of: number) => Math.round(of * 255);
  const alpha = 'a' in value ? value.a : 1;
  return `rgba(${channel(value.r)}, ${channel(value.g)}, ${channel(value.b)}, ${alpha})`;
}

function drawGradient(
  context: Context,
  { type, gradientTransform, gradientStops }: GradientPaint,
  { width, height }: Size,
): void {
  // The gradient's own space is the unit square; its transform leads from the layer's unit square there.
  const [[a, c, e], [b, d, f]] = invert(gradientTransform);
  context.transform(width, 0, 0, height, 0, 0);
  context.transform(a, b, c, d, e, f);
  const gradient =
    type === 'GRADIENT_LINEAR'
      ? context.createLinearGradient(0, 0.5, 1, 0.5)
      : context.createRadialGradient(0.5, 0.5, 0, 0.5, 0.5, 0.5);
  for (const { position, color } of gradientStops) gradient.addColorStop(position, colour(color));
  context.fillStyle = gradient;
  context.fillRect(-10, -10, 21, 21);
}

function drawImage(
  context: Context,
  paint: ImagePaint,
  { width, height }: Size,
  bitmap: ImageBitmap | undefined,
): void {
  if (bitmap === undefined) return;
  if (paint.scaleMode === 'CROP' && paint.imageTransform !== undefined) {
    const [[a, c, e], [b, d, f]] = invert(paint.imageTransform);
    context.transform(width, 0, 0, height, 0, 0);
    context.transform(a, b, c, d, e, f);
    context.drawImage(bitmap, 0, 0, 1, 1);
  } else if (paint.scaleMode === 'TILE') {
    const scale = paint.scalingFactor ?? 1;
    const pattern = context.createPattern(bitmap, 'repeat');
    pattern?.setTransform(turned(bitmap, paint.rotation));
    context.scale(scale, scale);
    context.fillStyle = pattern ?? '';
    context.fillRect(0, 0, width / scale, height / scale);
  } else {
    const turn = turned(bitmap, paint.rotation);
    const isAside = turn.a === 0;
    const [across, down] = isAside ? [bitmap.height, bitmap.width] : [bitmap.width, bitmap.height];
    const fit = paint.scaleMode === 'FIT' ? Math.min : Math.max;
    const scale = fit(width / across, height / down);
    context.translate((width - across * scale) / 2, (height - down * scale) / 2);
    context.scale(scale, scale);
    context.transform(turn.a, turn.b, turn.c, turn.d, turn.e, turn.f);
    context.drawImage(bitmap, 0, 0);
  }
}

/** Turns an image with the clock by a multiple of 90 degrees, so that its box begins at the origin again. */
function turned({ width, height }: Size, degrees = 0): DOMMatrix {
  const quarters = (((degrees / 90) % 4) + 4) % 4;
  if (quarters === 1) return new DOMMatrix([0, 1, -1, 0, height, 0]);
  if (quarters === 2) return new DOMMatrix([-1, 0, 0, -1, width, height]);
  return quarters === 3 ? new DOMMatrix([0, -1, 1, 0, 0, width]) : new DOMMatrix();
}
