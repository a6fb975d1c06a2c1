import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Shown } from '../../model/model.js';
import {
  type Extent,
  fittedView,
  nextScale,
  overflows,
  type Point,
  panBy,
  pictureRect,
  type Rect,
  scaleOf,
  type View,
  zoomAt,
} from './zoom.js';

/** How the picture is looked at, and what changes that. */
export interface PictureView {
  /** Size of the element that shows it, CSS px; set by whoever measures it. */
  readonly viewport: Signal<Extent>;
  readonly rect: ReadonlySignal<Rect>;
  readonly scale: ReadonlySignal<number>;
  readonly fitted: ReadonlySignal<boolean>;
  readonly movable: ReadonlySignal<boolean>;
  /** Before and after are both shown, with a divider. */
  readonly comparing: Signal<boolean>;
  /** What is held to see the original for as long; `null`: nothing is. */
  readonly holding: Signal<'button' | 'key' | null>;
  /** Share of the picture that shows the original while comparing, 0..1. */
  readonly divider: Signal<number>;
  zoomBy(factor: number, point?: Point): void;
  zoomStep(direction: 1 | -1): void;
  fit(): void;
  actualSize(): void;
  pan(dx: number, dy: number): void;
}

/**
 * Makes the view of `shown`. Zoom and position stay while a painting grows, and go back to the
 * whole picture when one of another size comes.
 */
export function createPictureView(shown: ReadonlySignal<Shown>): PictureView {
  const viewport = signal<Extent>({ width: 1, height: 1 });
  const picture = computed(
    (): Extent => ({ width: shown.value.width, height: shown.value.height }),
  );
  const chosen = signal<{ readonly size: string; readonly view: View } | null>(null);
  const view = computed(() => {
    const kept = chosen.value;
    return kept !== null && kept.size === sizeOf(picture.value)
      ? kept.view
      : fittedView(picture.value);
  });
  const set = (next: View) => {
    chosen.value = { size: sizeOf(picture.value), view: next };
  };
  const scale = computed(() => scaleOf(view.value, viewport.value, picture.value));
  const zoomTo = (next: number, point?: Point) =>
    set(zoomAt(view.value, viewport.value, picture.value, next, point));
  return {
    viewport,
    rect: computed(() => pictureRect(view.value, viewport.value, picture.value)),
    scale,
    fitted: computed(() => view.value.scale === null),
    movable: computed(() => overflows(view.value, viewport.value, picture.value)),
    comparing: signal(false),
    holding: signal(null),
    divider: signal(0.5),
    zoomBy: (factor, point) => zoomTo(scale.value * factor, point),
    zoomStep: (direction) => zoomTo(nextScale(scale.value, direction)),
    fit: () => set(fittedView(picture.value)),
    actualSize: () => zoomTo(1),
    pan: (dx, dy) => set(panBy(view.value, viewport.value, picture.value, dx, dy)),
  };
}

/** Tells pictures apart by their size, the only thing that a zoom depends on. */
function sizeOf({ width, height }: Extent): string {
  return `${width} × ${height}`;
}
