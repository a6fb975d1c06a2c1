/** What Figma's own arithmetic leaves of a whole number, px. */
const LEAST = 0.01;

/**
 * The nearest place on whole pixels of the page, so that a picture is drawn sharp: the box of a turned layer ends
 * anywhere. It never lies further left, for there is what was kept clear of.
 */
export function onWholePixels({ x, y }: Vector): Vector {
  return { x: Math.ceil(x - LEAST), y: Math.round(y) };
}
