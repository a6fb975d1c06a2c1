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
  const pointers = drawingPointer(drawing);
  let last: Point = { x: 0, y: 0 };
  const onDown = (event: PointerEvent) => {
    if (!pointers.down(event)) return;
    surface.setPointerCapture(event.pointerId);
    last = pointOf(surface, event);
    const turned = event.altKey || event.button === ERASER_BUTTON;
    drawing.begin(spotAt(last, view), pressureOf(event), turned);
  };
  const onMove = (event: PointerEvent) => {
    drawing.pointer.value = event.pointerType === 'touch' ? null : pointOf(surface, event);
    if (!pointers.draws(event)) return;
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
  const onLeave = () => {
    drawing.pointer.value = null;
  };
  // A finger that enlarges the picture is the stage's by the time it is lifted.
  const listeners = [
    [surface, 'pointerdown', onDown],
    [surface, 'pointermove', onMove],
    [surface, 'pointerleave', onLeave],
    [surface.ownerDocument, 'pointerup', pointers.up],
    [surface.ownerDocument, 'pointercancel', pointers.up],
  ] as const;
  for (const [target, name, listener] of listeners) {
    target.addEventListener(name, listener as EventListener);
  }
  return () => {
    for (const [target, name, listener] of listeners) {
      target.removeEventListener(name, listener as EventListener);
    }
    drawing.drop();
    drawing.pointer.value = null;
  };
}

/** Which of the pointers that are down draws, if one does: the only one. */
function drawingPointer(drawing: Drawing) {
  const down = new Set<number>();
  let active: number | null = null;
  return {
    /** @returns whether it begins to draw */
    down: ({ pointerId, button }: PointerEvent) => {
      // The end of one that left the page was never told.
      down.delete(pointerId);
      const isAlone = down.size === 0;
      down.add(pointerId);
      // A second finger enlarges and moves the picture; then the first one did not mean to draw.
      if (!isAlone && active !== null) drawing.drop();
      const draws = button === 0 || button === ERASER_BUTTON;
      active = isAlone && draws && !drawing.moving.peek() ? pointerId : null;
      return active !== null;
    },
    draws: ({ pointerId }: PointerEvent) => pointerId === active,
    up: ({ pointerId, type }: PointerEvent) => {
      down.delete(pointerId);
      if (pointerId !== active) return;
      active = null;
      if (type === 'pointerup') drawing.end();
      else drawing.drop();
    },
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
