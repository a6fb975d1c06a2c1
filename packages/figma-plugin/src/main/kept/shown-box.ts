import type { Outline } from './outline.js';

/** The upright box in which a node shows, with strokes and shadows, as far as `within` and what cuts it leave. */
export function shownBox(node: SceneNode, within: Rect, cuts: readonly Outline[]): Rect | null {
  const drawn = drawnBox(node);
  if (drawn === null) return null;
  return cuts.map(boxAround).reduce<Rect | null>(meet, meet(drawn, within));
}

/** The upright box around all that is drawn of a node, whatever cuts it; `null`: nothing is. */
export function drawnBox(node: SceneNode): Rect | null {
  return 'absoluteRenderBounds' in node ? node.absoluteRenderBounds : node.absoluteBoundingBox;
}

/** What two boxes have in common; `null`: nothing. */
export function meet(one: Rect | null, other: Rect): Rect | null {
  if (one === null) return null;
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

function boxAround(outline: Outline): Rect {
  const [xs, ys] = [0, 1].map((axis) => outline.filter((_, index) => index % 2 === axis));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
