/** A band that a tool leaves on its way. */
export interface Band {
  /** The way of the tool's middle, points about one pixel apart. */
  readonly path: readonly (readonly [x: number, y: number])[];
  /** Half the band's width, px, by how far along the way: 0 at the start, 1 at the end. */
  readonly halfWidth: (along: number) => number;
}

/** A pixel of a band. */
export interface SweptPoint {
  /** Its index in the row-major canvas. */
  readonly at: number;
  readonly column: number;
  readonly row: number;
  /** −1 at the left rim as the tool goes, 1 at the right. */
  readonly across: number;
  readonly along: number;
}

/** Visits every pixel of a band once. */
export type Sweeper = (band: Band, visit: (point: SweptPoint) => void) => void;

/** A {@link Sweeper} for a canvas; pixels outside are left out. */
export function createSweeper(size: { readonly width: number; readonly height: number }): Sweeper {
  const { width, height } = size;
  const lastBand = new Int32Array(width * height);
  let band = 0;
  return ({ path, halfWidth }, visit) => {
    band++;
    for (let step = 0; step + 1 < path.length; step++) {
      const [x, y] = path[step] ?? [0, 0];
      const [nextX, nextY] = path[step + 1] ?? [0, 0];
      const length = Math.hypot(nextX - x, nextY - y) || 1;
      const along = step / (path.length - 1);
      const reach = halfWidth(along);
      for (let offset = -reach; offset <= reach; offset += 0.5) {
        const column = Math.round(x - ((nextY - y) / length) * offset);
        const row = Math.round(y + ((nextX - x) / length) * offset);
        if (column < 0 || row < 0 || column >= width || row >= height) continue;
        const at = row * width + column;
        if (lastBand[at] === band) continue;
        lastBand[at] = band;
        visit({ at, column, row, across: offset / reach, along });
      }
    }
  };
}

/** A way from a point: its direction at the start, its length and by how much it turns, radians. */
export function curve(
  [startX, startY]: readonly [number, number],
  { angle, length, turn = 0 }: { angle: number; length: number; turn?: number },
): [number, number][] {
  const path: [number, number][] = [];
  let [x, y] = [startX, startY];
  for (let step = 0; step < length; step++) {
    path.push([x, y]);
    const direction = angle + (turn * step) / length;
    x += Math.cos(direction);
    y += Math.sin(direction);
  }
  return path;
}
