/** The points around a shape on the page, one after another: x and y of each, px of the canvas. */
export type Outline = readonly number[];

/** Of a quarter of a circle: at a radius of 800 px they miss it by 1 px. */
const STEPS = 16;

/**
 * The outline of what a node cuts those in it or over it to, however it is turned: its box with rounded corners, or an
 * ellipse. Of a vector, a text or an image that is a mask it is the box.
 */
export function outlineOf(node: SceneNode): Outline {
  const { width, height } = node;
  const [[a, c, e], [b, d, f]] = node.absoluteTransform;
  const points =
    node.type === 'ELLIPSE'
      ? roundedBox(
          width,
          height,
          [1, 1, 1, 1].map(() => [width / 2, height / 2] as const),
        )
      : roundedBox(width, height, radiiOf(node));
  return points.flatMap(([x, y]) => [a * x + c * y + e, b * x + d * y + f]);
}

/** Across and down. */
type Radii = readonly [x: number, y: number];
type Point = readonly [x: number, y: number];

/** From the upper left corner on, with the clock. */
function radiiOf(node: SceneNode): readonly Radii[] {
  // Smoothed corners are taken for round ones.
  const radii =
    'topLeftRadius' in node
      ? [node.topLeftRadius, node.topRightRadius, node.bottomRightRadius, node.bottomLeftRadius]
      : [0, 0, 0, 0];
  const most = Math.min(node.width, node.height) / 2;
  return radii.map((radius) => [Math.min(radius, most), Math.min(radius, most)]);
}

function roundedBox(width: number, height: number, radii: readonly Radii[]): readonly Point[] {
  return radii.flatMap(([rx, ry], corner) => {
    const [isRight, isLower] = [corner === 1 || corner === 2, corner >= 2];
    if (rx === 0 || ry === 0) return [[isRight ? width : 0, isLower ? height : 0] as const];
    const x = isRight ? width - rx : rx;
    const y = isLower ? height - ry : ry;
    return Array.from({ length: STEPS + 1 }, (_, step) => {
      const angle = (Math.PI / 2) * (2 + corner + step / STEPS);
      return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
    });
  });
}
