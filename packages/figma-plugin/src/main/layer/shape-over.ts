import { imagePaintOf } from './read-layer.js';
import { seenBox } from './seen-box.js';

/** Layers whose outline means something as a mask. */
const SHAPES: readonly string[] = [
  'RECTANGLE',
  'ELLIPSE',
  'POLYGON',
  'STAR',
  'VECTOR',
  'BOOLEAN_OPERATION',
];

/** A layer, and a shape that lies over it. */
export interface ShapeOver {
  readonly layer: SceneNode;
  readonly shape: SceneNode;
}

/** Of two layers the one that may be a mask of the other, since it is a shape and lies over it; `null`: neither is. */
export function shapeOver(selection: readonly SceneNode[]): ShapeOver | null {
  if (selection.length !== 2) return null;
  const [one, other] = selection;
  const [layer, shape] = liesOver(one, other) ? [other, one] : [one, other];
  const isShape = SHAPES.includes(shape.type) && imagePaintOf(shape) === null;
  return isShape && liesOver(shape, layer) && areMet(shape, layer) ? { layer, shape } : null;
}

/** Whether a node is drawn after another that it does not lie in. */
function liesOver(node: BaseNode, other: BaseNode): boolean {
  const [line, otherLine] = [lineOf(node), lineOf(other)];
  const fork = line.findIndex((each, index) => each.id !== otherLine[index]?.id);
  if (fork < 1 || otherLine[fork] === undefined) return false;
  const parent = line[fork - 1] as BaseNode & ChildrenMixin;
  const order = parent.children.map(({ id }) => id);
  return order.indexOf(line[fork].id) > order.indexOf(otherLine[fork].id);
}

/** From the root down to the node. */
function lineOf(node: BaseNode): readonly BaseNode[] {
  return node.parent === null ? [node] : [...lineOf(node.parent), node];
}

function areMet(one: SceneNode, other: SceneNode): boolean {
  const [a, b] = [seenBox(one), seenBox(other)];
  if (a === null || b === null) return false;
  const across = a.x < b.x + b.width && b.x < a.x + a.width;
  return across && a.y < b.y + b.height && b.y < a.y + a.height;
}
