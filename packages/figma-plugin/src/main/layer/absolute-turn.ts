/** 0.01 degrees: what Figma's own arithmetic leaves of a turn that was taken back. */
const LEAST_TURN = 2e-4;

/** How a layer lies on its page, all its parents' turns and its own together. */
export type Orientation = 'upright' | 'turned' | 'mirrored' | 'slanted';

/** The axes of a layer's own space on the page: (a, b) is its x axis, (c, d) its y axis. */
export type Axes = readonly [a: number, b: number, c: number, d: number];

/**
 * The axes of a node. `rotation` and `relativeTransform` would tell of the nearest frame only, and nothing
 * of a mirrored layer; a page has neither.
 */
export function axesOf(node: BaseNode): Axes {
  const [[a, c], [b, d]] = transformOf(node);
  return [a, b, c, d];
}

/** How a node lies on its page: upright also where one turn takes back another. */
export function orientationOf(node: BaseNode): Orientation {
  const axes = axesOf(node);
  if (areSameAxes(axes, [1, 0, 0, 1])) return 'upright';
  const [a, b, c, d] = axes;
  if (Math.abs(a * c + b * d) > LEAST_TURN) return 'slanted';
  return a * d - b * c < 0 ? 'mirrored' : 'turned';
}

export function areSameAxes(one: Axes, other: Axes): boolean {
  return one.every((each, index) => Math.abs(each - other[index]) < LEAST_TURN);
}

/** A point of the page in a node's own space, px. */
export function pointWithin(node: BaseNode, { x, y }: Vector): Vector {
  const [[a, c, e], [b, d, f]] = transformOf(node);
  const determinant = a * d - b * c;
  const [right, down] = [x - e, y - f];
  return {
    x: (d * right - c * down) / determinant,
    y: (a * down - b * right) / determinant,
  };
}

/** The `relativeTransform` with which a layer in `parent` lies upright at a point of the page. */
export function uprightIn(parent: BaseNode, at: Vector): Transform {
  const { x, y } = pointWithin(parent, at);
  if (orientationOf(parent) === 'upright') {
    return [
      [1, 0, x],
      [0, 1, y],
    ];
  }
  const [a, b, c, d] = axesOf(parent);
  const determinant = a * d - b * c;
  return [
    [d / determinant, -c / determinant, x],
    [-b / determinant, a / determinant, y],
  ];
}

function transformOf(node: BaseNode): Transform {
  if ('absoluteTransform' in node) return node.absoluteTransform;
  return [
    [1, 0, 0],
    [0, 1, 0],
  ];
}
