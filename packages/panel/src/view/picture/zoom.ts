/** A width and a height, px. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the picture lies in the viewport, CSS px. */
export interface Rect extends Point, Extent {}

/** What is looked at: `scale` is CSS px per picture px, `null` fits the picture; `centre` in picture px. */
export interface View {
  readonly scale: number | null;
  readonly centre: Point;
}

const STEPS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8] as const;
const SMALLEST = STEPS[0];
const LARGEST = 8;
/** A fitted picture is enlarged at most this much: a stamp blown up to a wall looks broken. */
const LARGEST_FIT = 2;

/** The whole picture, centred. */
export function fittedView(picture: Extent): View {
  return { scale: null, centre: { x: picture.width / 2, y: picture.height / 2 } };
}

/** The scale at which the whole picture is seen, with some air around it where there is room for that. */
export function fitScale(viewport: Extent, picture: Extent): number {
  if (picture.width <= 0 || picture.height <= 0) return 1;
  const air = 2 * airAround(viewport);
  const scale = Math.min(
    (viewport.width - air) / picture.width,
    (viewport.height - air) / picture.height,
  );
  return Math.min(LARGEST_FIT, Math.max(0.001, scale));
}

/** CSS px per picture px of a view. */
export function scaleOf(view: View, viewport: Extent, picture: Extent): number {
  return view.scale ?? fitScale(viewport, picture);
}

/** Where the picture lies: centred on an axis along which all of it is seen, else without a gap at its edges. */
export function pictureRect(view: View, viewport: Extent, picture: Extent): Rect {
  const scale = scaleOf(view, viewport, picture);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    x: offset(viewport.width, width, view.centre.x * scale),
    y: offset(viewport.height, height, view.centre.y * scale),
    width,
    height,
  };
}

/** Another scale, with the picture point under `point` (viewport px) staying where it is. */
export function zoomAt(
  view: View,
  viewport: Extent,
  picture: Extent,
  scale: number,
  point: Point = { x: viewport.width / 2, y: viewport.height / 2 },
): View {
  const rect = pictureRect(view, viewport, picture);
  const before = scaleOf(view, viewport, picture);
  const after = Math.min(LARGEST, Math.max(Math.min(SMALLEST, before), scale));
  return settled(
    {
      scale: after,
      centre: {
        x: (point.x - rect.x) / before + (viewport.width / 2 - point.x) / after,
        y: (point.y - rect.y) / before + (viewport.height / 2 - point.y) / after,
      },
    },
    viewport,
    picture,
  );
}

/** The picture moved by (dx, dy) viewport px. */
export function panBy(view: View, viewport: Extent, picture: Extent, dx: number, dy: number): View {
  const scale = scaleOf(view, viewport, picture);
  const centre = { x: view.centre.x - dx / scale, y: view.centre.y - dy / scale };
  return settled({ scale: view.scale, centre }, viewport, picture);
}

/** The next larger (1) or smaller (−1) step of the zoom ladder. */
export function nextScale(scale: number, direction: 1 | -1): number {
  const nudge = 1 + direction * 0.01;
  if (direction === 1) return STEPS.find((step) => step > scale * nudge) ?? LARGEST;
  return [...STEPS].reverse().find((step) => step < scale * nudge) ?? SMALLEST;
}

/** Whether some of the picture lies outside the viewport. */
export function overflows(view: View, viewport: Extent, picture: Extent): boolean {
  const rect = pictureRect(view, viewport, picture);
  return rect.width > viewport.width + 0.5 || rect.height > viewport.height + 0.5;
}

/** Nothing in a small panel, where each px counts, up to 24 px in a large one. */
function airAround({ width, height }: Extent): number {
  return Math.min(24, Math.max(0, (Math.min(width, height) - 260) / 8));
}

/** Moves the centre to where the picture is really shown, so that panning back reacts at once. */
function settled(view: View, viewport: Extent, picture: Extent): View {
  const scale = scaleOf(view, viewport, picture);
  const rect = pictureRect(view, viewport, picture);
  return {
    scale: view.scale,
    centre: {
      x: (viewport.width / 2 - rect.x) / scale,
      y: (viewport.height / 2 - rect.y) / scale,
    },
  };
}

function offset(viewport: number, picture: number, centre: number): number {
  if (picture <= viewport) return (viewport - picture) / 2;
  return Math.min(0, Math.max(viewport - picture, viewport / 2 - centre));
}
