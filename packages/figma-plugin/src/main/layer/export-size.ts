/** What is exported of a layer is at most this long, px: more than the panel paints at by itself. */
const LONGEST = 2048;
/** A layer is seen on screens of two pixels per unit. */
const DENSITY = 2;

/**
 * The size in which a layer is exported: twice its own for sharp results, at most 2048 px on the
 * long side. Whole pixels on that side; Figma keeps the aspect for the other.
 */
export function exportSize({ width, height }: Pick<Rect, 'width' | 'height'>): {
  readonly type: 'WIDTH' | 'HEIGHT';
  readonly value: number;
} {
  const long = Math.max(width, height);
  const value = Math.max(1, Math.min(LONGEST, Math.round(long * DENSITY)));
  return { type: width >= height ? 'WIDTH' : 'HEIGHT', value };
}
