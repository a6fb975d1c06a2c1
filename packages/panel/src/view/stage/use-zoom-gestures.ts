import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Point } from '../picture/zoom.js';

/** What hands can do to the picture. */
export interface ZoomGestures {
  /** Whether there is something to move. */
  movable(): boolean;
  /** Whether a pointer that goes down does something else while it is alone. */
  draws(event: PointerEvent): boolean;
  pan(dx: number, dy: number): void;
  /** `factor` > 1 enlarges; `point` in the element's px stays where it is. */
  zoom(factor: number, point: Point): void;
}

/** Ctrl and wheel (which is also what a pinch on a touch pad sends), two fingers, and dragging. */
export function useZoomGestures(
  element: RefObject<HTMLElement | null>,
  gestures: ZoomGestures,
): void {
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const stopWheel = listenToWheel(target, gestures);
    const stopPointers = listenToPointers(target, gestures);
    return () => {
      stopWheel();
      stopPointers();
    };
  }, [element, gestures]);
}

function listenToWheel(target: HTMLElement, gestures: ZoomGestures): () => void {
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      gestures.zoom(Math.exp(-event.deltaY * 0.01), pointOf(target, event));
    } else if (gestures.movable()) {
      event.preventDefault();
      gestures.pan(-event.deltaX, -event.deltaY);
    }
  };
  // Passive listeners, the default for wheels, could not keep the page from zooming.
  target.addEventListener('wheel', onWheel, { passive: false });
  return () => target.removeEventListener('wheel', onWheel);
}

function listenToPointers(target: HTMLElement, gestures: ZoomGestures): () => void {
  const pointers = new Map<number, Point>();
  const drawing = new Set<number>();
  const onDown = (event: PointerEvent) => {
    if (event.button > 1 || (event.target as Element).closest('[data-no-pan]') !== null) return;
    pointers.set(event.pointerId, pointOf(target, event));
    if (event.button === 1) event.preventDefault();
    const draws = gestures.draws(event);
    if (draws) drawing.add(event.pointerId);
    const moves = gestures.movable() && !draws;
    if (moves || pointers.size === 2) target.setPointerCapture(event.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const point = pointOf(target, event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, point);
    if (other !== undefined) {
      gestures.zoom(
        distance(point, other) / Math.max(1, distance(before, other)),
        middle(point, other),
      );
      // The middle between two fingers moves half as far as one of them.
      if (gestures.movable()) gestures.pan((point.x - before.x) / 2, (point.y - before.y) / 2);
    } else if (gestures.movable() && !drawing.has(event.pointerId)) {
      gestures.pan(point.x - before.x, point.y - before.y);
    }
  };
  const onEnd = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    drawing.delete(event.pointerId);
  };
  const listeners = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onEnd],
    ['pointercancel', onEnd],
  ] as const;
  for (const [name, listener] of listeners) target.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of listeners) target.removeEventListener(name, listener);
  };
}

function pointOf(target: HTMLElement, event: MouseEvent): Point {
  const box = target.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
