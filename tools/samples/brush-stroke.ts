import { type Rgb, shade } from './colour.js';
import { valueNoise } from './noise.js';

/** Wet paint: colour and thickness per point, both row-major. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** RGB, 0..1. */
  readonly colour: Float32Array;
  /** Thickness, 0 (bare) to about 2. */
  readonly relief: Float32Array;
  /** The last stroke that touched the point: a stroke covers each point once. */
  readonly owner: Int32Array;
}

export interface Stroke {
  /** From 1; strokes are drawn in ascending order. */
  readonly number: number;
  /** The path of the brush's middle, points about one pixel apart. */
  readonly path: readonly (readonly [x: number, y: number])[];
  /** Half the width of the brush, px. */
  readonly radius: number;
  readonly colour: Rgb;
}

/** A canvas primed with one colour. */
export function primedCanvas(width: number, height: number, ground: Rgb): Canvas {
  const colour = new Float32Array(width * height * 3);
  for (let index = 0; index < colour.length; index++) colour[index] = ground[index % 3] ?? 0;
  const relief = new Float32Array(width * height);
  return { width, height, colour, relief, owner: new Int32Array(width * height) };
}

/** Lays one stroke of bristles along its path, thick at its rims and thin at its end. */
export function layStroke(canvas: Canvas, stroke: Stroke): void {
  const { path, radius } = stroke;
  for (let step = 0; step + 1 < path.length; step++) {
    const [x, y] = path[step] ?? [0, 0];
    const [nextX, nextY] = path[step + 1] ?? [0, 0];
    const length = Math.hypot(nextX - x, nextY - y) || 1;
    const along = step / (path.length - 1);
    const reach = radius * Math.min(1, 0.45 + along * 5, (1 - along) * 4 + 0.15);
    for (let offset = -reach; offset <= reach; offset += 0.5) {
      const column = Math.round(x - ((nextY - y) / length) * offset);
      const row = Math.round(y + ((nextX - x) / length) * offset);
      if (column < 0 || row < 0 || column >= canvas.width || row >= canvas.height) continue;
      layPoint(canvas, stroke, { at: row * canvas.width + column, across: offset / radius, along });
    }
  }
}

function layPoint(
  { colour, relief, owner }: Canvas,
  stroke: Stroke,
  { at, across, along }: { at: number; across: number; along: number },
): void {
  if (owner[at] === stroke.number) return;
  const bristle = valueNoise(across * stroke.radius * 0.9, along * 2.5, stroke.number);
  // A brush runs dry: towards the end its sparser bristles leave what lies below.
  if (bristle < along * 0.55 - 0.1) return;
  owner[at] = stroke.number;
  const rim = across ** 4 * 0.7;
  relief[at] = 0.3 * (relief[at] ?? 0) + (0.35 + 0.9 * bristle + rim) * (1 - 0.5 * along);
  shade(stroke.colour, 0.84 + 0.32 * bristle).forEach((value, channel) => {
    colour[at * 3 + channel] = 0.92 * value + 0.08 * (colour[at * 3 + channel] ?? 0);
  });
}
