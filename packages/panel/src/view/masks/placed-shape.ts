import { type Said, sentence } from '@pastiche/core';
import type { PlacedShape, Spot } from '../../model/masks/masks.js';
import type { ShapeKind } from '../../model/masks/shapes.js';
import type { Extent, Rect } from '../picture/zoom.js';

/** What a key moves a shape by, CSS px: in an enlarged picture it is placed more finely. */
const STEP = 8;

/** The shape between two places, whichever was first. */
export function shapeBetween(kind: ShapeKind, from: Spot, to: Spot): PlacedShape {
  return {
    kind,
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

/** A shape for keys to begin with: in the middle of what is seen of the picture, half as large. */
export function shapeInView(kind: ShapeKind, rect: Rect, viewport: Extent): PlacedShape {
  const across = seen(rect.x, rect.width, viewport.width);
  const down = seen(rect.y, rect.height, viewport.height);
  return {
    kind,
    x: across.from + across.length / 4,
    y: down.from + down.length / 4,
    width: across.length / 2,
    height: down.length / 2,
  };
}

/** The part of the picture along an axis that lies in the viewport, in shares of the picture. */
function seen(start: number, length: number, viewport: number) {
  const from = Math.max(0, -start) / length;
  const to = Math.min(1, (viewport - start) / length);
  return { from, length: to - from };
}

/**
 * Where an arrow key takes a shape: moved, or with Shift made larger or smaller at its right and lower side. It stays
 * on the picture.
 *
 * @param rect where the picture lies, CSS px
 * @returns `null` when the key means nothing to it
 */
export function shapeAfterKey(
  shape: PlacedShape,
  key: string,
  shift: boolean,
  rect: Rect,
): PlacedShape | null {
  const across = STEP / rect.width;
  const down = STEP / rect.height;
  const ways: Readonly<Record<string, readonly [number, number] | undefined>> = {
    ArrowLeft: [-across, 0],
    ArrowRight: [across, 0],
    ArrowUp: [0, -down],
    ArrowDown: [0, down],
  };
  const way = ways[key];
  if (way === undefined) return null;
  const { x, y, width, height } = shape;
  if (shift) {
    return {
      ...shape,
      width: within(width + way[0], across, 1 - x),
      height: within(height + way[1], down, 1 - y),
    };
  }
  return { ...shape, x: within(x + way[0], 0, 1 - width), y: within(y + way[1], 0, 1 - height) };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** Where a shape is, for whoever cannot see it. */
export function whereabouts({ kind, ...shape }: PlacedShape): Said {
  const [x, y, width, height] = [shape.x, shape.y, shape.width, shape.height].map((share) =>
    Math.round(share * 100),
  );
  const name = kind === 'rectangle' ? sentence`Rectangle` : sentence`Ellipse`;
  return sentence`${name}: ${x} % from the left, ${y} % from the top, ${width} % wide, ${height} % high`;
}
