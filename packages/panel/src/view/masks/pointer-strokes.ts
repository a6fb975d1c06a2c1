import type { Spot } from '../../model/masks/masks.js';
import type { PictureView } from '../picture/picture-view.js';
import type { Point } from '../picture/zoom.js';
import type { Drawing } from './drawing.js';

/** Points of a quick hand that are nearer to each other than this share of the brush's radius show no difference. */
const NEAR = 1 / 8;
/** How thin a pen is that hardly touches. */
const LIGHTEST = 0.2;
/** The other end of a pen (https://www.w3.org/TR/pointerevents3/#the-button-property). */
const ERASER_BUTTON = 5;

/** Draws with mouse, pen and one finger on the element that lies over the picture. @returns ends it */
export function listenToStrokes(
  surface: HTMLElement,
  drawing: Drawing,
  view: PictureView,
): () => void {
  const down = new Set<number>();
  let active: number | null = null;
  let last: Point = { x: 0, y: 0 };
  const onDown = (event: PointerEvent) => {
    // A second finger enlarges and moves the picture; then the first one did not mean to draw.
    const others = down.size > 0;
    down.add(event.pointerId);
    if (others && active !== null) drawing.drop();
    active = null;
    const draws = event.button === 0 || event.button === ERASER_BUTTON;
    if (others || !draws || drawing.moving.peek()) return;
    active = event.pointerId;
    surface.setPointerCapture(event.pointerId);
    last = pointOf(surface, event);
    const turned = event.altKey || event.button === ERASER_BUTTON;
    drawing.begin(spotAt(last, view), pressureOf(event), turned);
  };
  const onMove = (event: PointerEvent) => {
    drawing.pointer.value = event.pointerType === 'touch' ? null : pointOf(surface, event);
    if (event.pointerId !== active) return;
    const least = NEAR * radiusOf(drawing, view);
    const points = pointsOf(event);
    points.forEach((one, index) => {
      const point = pointOf(surface, one);
      const isNear = Math.hypot(point.x - last.x, point.y - last.y) < least;
      if (isNear && index < points.length - 1) return;
      last = point;
      drawing.go(spotAt(point, view), pressureOf(one));
    });
  };
  const onEnd = (event: PointerEvent) => {
    down.delete(event.pointerId);
    if (event.pointerId !== active) return;
    active = null;
    if (event.type === 'pointerup') drawing.end();
    else drawing.drop();
  };
  const onLeave = () => {
    drawing.pointer.value = null;
  };
  const listeners = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onEnd],
    ['pointercancel', onEnd],
    ['pointerleave', onLeave],
  ] as const;
  for (const [name, listener] of listeners) surface.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of listeners) surface.removeEventListener(name, listener);
    if (active !== null) drawing.drop();
    drawing.pointer.value = null;
  };
}

/** Radius of the brush, CSS px. */
export function radiusOf({ size }: Drawing, { rect }: PictureView): number {
  return (size.value * Math.max(rect.value.width, rect.value.height)) / 2;
}

/** All places since the last event; made events have none but their own. */
function pointsOf(event: PointerEvent): readonly PointerEvent[] {
  const all = event.getCoalescedEvents?.() ?? [];
  return all.length > 0 ? all : [event];
}

function pressureOf({ pointerType, pressure }: PointerEvent): number {
  return pointerType === 'pen' ? LIGHTEST + (1 - LIGHTEST) * pressure : 1;
}

function pointOf(surface: HTMLElement, event: MouseEvent): Point {
  const box = surface.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function spotAt(point: Point, { rect }: PictureView): Spot {
  const { x, y, width, height } = rect.peek();
  return { x: (point.x - x) / width, y: (point.y - y) / height };
}
