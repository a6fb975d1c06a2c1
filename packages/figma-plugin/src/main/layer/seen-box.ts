/**
 * Where a layer is seen on its page, px of the canvas: the box around its shape, or, where that has no
 * width or no height as that of a line, the box around its strokes. `null`: nothing is seen of it.
 */
export function seenBox(node: SceneNode): Rect | null {
  const box = node.absoluteBoundingBox;
  if (box === null || hasArea(box)) return box;
  return ('absoluteRenderBounds' in node ? node.absoluteRenderBounds : null) ?? box;
}

/** Whether the layer's shape covers an area, so that a fill of it can be seen. */
export function coversArea({ absoluteBoundingBox: box }: SceneNode): boolean {
  return box !== null && hasArea(box);
}

function hasArea({ width, height }: Rect): boolean {
  return width >= 0.01 && height >= 0.01;
}
