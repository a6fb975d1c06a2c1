/** Free space between a layer and the result beside it, px of the canvas. */
export const GAP = 40;

/** What Figma's own arithmetic leaves of places that touch, px. */
const TOUCH = 0.5;

/**
 * The nearest place from a point to the right where a result covers nothing that is seen. It keeps its height, so
 * that the results of several layers lie in rows as those layers do.
 *
 * @param parent the parent that the result is put into: all that is in it is kept clear of, and so is what lies
 *   around it
 * @param box of the result at that point, on the page
 */
export function freeSpot(parent: BaseNode & ChildrenMixin, box: Rect): Vector {
  const [top, bottom] = [box.y + TOUCH, box.y + box.height - TOUCH];
  const taken = seenAround(parent)
    .filter(({ y, height }) => y < bottom && y + height > top)
    .sort((one, other) => one.x - other.x);
  let { x } = box;
  // One that is passed lies to the left of all that follows: once through is enough.
  for (const each of taken) {
    const isInTheWay = each.x < x + box.width - TOUCH && each.x + each.width > x + TOUCH;
    if (isInTheWay) x = each.x + each.width;
  }
  return { x, y: box.y };
}

/** Where other layers are seen, on the page: those in a parent, and those beside it and what it lies in. */
function seenAround(parent: BaseNode & ChildrenMixin): Rect[] {
  const boxes: Rect[] = [];
  let inner: BaseNode | null = null;
  let at: (BaseNode & ChildrenMixin) | null = parent;
  while (at !== null && at.type !== 'DOCUMENT') {
    for (const child of at.children) {
      if (child.id !== inner?.id && 'absoluteBoundingBox' in child && child.visible) {
        boxes.push(...clearanceOf(child));
      }
    }
    inner = at;
    at = at.parent;
  }
  return boxes;
}

/** The layer's shape with a gap on both sides; and all that is drawn of it, such as its shadow. */
function clearanceOf(node: SceneNode): Rect[] {
  const box = node.absoluteBoundingBox;
  const drawn = 'absoluteRenderBounds' in node ? node.absoluteRenderBounds : null;
  const shape = box && { ...box, x: box.x - GAP, width: box.width + 2 * GAP };
  return [shape, drawn].filter((each): each is Rect => each !== null);
}
