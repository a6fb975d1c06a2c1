/** A picture's alpha alone, `[h, w]` row-major bytes. */
export interface Marks {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** How far marks reach beyond what they mark, px: first as they are, then ever fainter. */
export interface Reach {
  readonly whole: number;
  /** At least 1. */
  readonly fade: number;
}

/**
 * Marks with their surroundings, of the same size. What is faint reaches less far, but counts for more than it is.
 *
 * Distances are those of two passes over the picture with steps to the side and across (Borgefors 1986).
 */
export function grownMarks({ width, height, data }: Marks, { whole, fade }: Reach): Marks {
  const levels = new Float32Array(data).map((mark) => (mark / 255) * (whole + fade));
  const take = (at: number, from: number, distance: number) => {
    const arrived = levels[from] - distance;
    if (arrived > levels[at]) levels[at] = arrived;
  };
  const sweep = (x: number, y: number, back: -1 | 1) => {
    const at = y * width + x;
    const before = at + back * width;
    const [hasLeft, hasRight] = [x > 0, x < width - 1];
    if (back < 0 ? hasLeft : hasRight) take(at, at + back, 1);
    if (back < 0 ? y === 0 : y === height - 1) return;
    take(at, before, 1);
    if (hasLeft) take(at, before - 1, Math.SQRT2);
    if (hasRight) take(at, before + 1, Math.SQRT2);
  };
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) sweep(x, y, -1);
  for (let y = height - 1; y >= 0; y--) for (let x = width - 1; x >= 0; x--) sweep(x, y, 1);
  const marks = levels.map((level) => Math.round(255 * Math.min(1, level / fade)));
  return { width, height, data: new Uint8Array(marks) };
}

/** Marks in the middle of a larger picture, `by` px wider on each side. */
export function paddedMarks({ width, height, data }: Marks, by: number): Marks {
  const wide = width + 2 * by;
  const padded = new Uint8Array(wide * (height + 2 * by));
  for (let y = 0; y < height; y++) {
    padded.set(data.subarray(y * width, (y + 1) * width), (y + by) * wide + by);
  }
  return { width: wide, height: height + 2 * by, data: padded };
}

/** Marks `times` as strong, as far as there is stronger. */
export function strongerMarks({ width, height, data }: Marks, times: number): Marks {
  return { width, height, data: data.map((mark) => Math.min(255, Math.round(mark * times))) };
}
