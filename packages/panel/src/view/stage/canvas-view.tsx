import { sentence } from '@pastiche/core';
import { useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Shown } from '../../model/model.js';
import type { Drawing } from '../masks/drawing.js';
import { pressDrawingKey } from '../masks/drawing-keys.js';
import { MaskSurface } from '../masks/mask-surface.js';
import { usePanel } from '../panel-context.js';
import { px } from '../parts/px.js';
import type { PictureView } from '../picture/picture-view.js';
import { CompareDivider } from './compare-divider.js';
import { type CanvasContent, paintCanvas } from './paint-canvas.js';
import { pressPictureKey, releasePictureKey } from './picture-keys.js';
import { useZoomGestures } from './use-zoom-gestures.js';

export interface CanvasViewProps {
  readonly view: PictureView;
  readonly drawing: Drawing;
}

/** The picture: the painting as it grows, the original, or both with a divider; and what is drawn over it. */
export function CanvasView({ view, drawing }: CanvasViewProps) {
  const { model, say } = usePanel();
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const gestures = useMemo(
    () => ({
      movable: () => view.movable.value,
      draws: ({ button }: PointerEvent) =>
        drawing.active.value && button !== 1 && !drawing.moving.value,
      pan: view.pan,
      zoom: view.zoomBy,
    }),
    [view, drawing],
  );
  useViewport(stage, view);
  useZoomGestures(stage, gestures);
  useRepaint(canvas, view);
  const described = useComputed(() => describe(model.shown.value, view));
  const rect = view.rect.value;
  const draws = drawing.active.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a picture and its divider is no form.
    <div
      ref={stage}
      class="p-canvas-view"
      role="group"
      aria-label={say(sentence`Picture`)}
      aria-description={say(draws ? DRAWING_KEYS : PICTURE_KEYS)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is moved and enlarged by keys.
      tabIndex={0}
      data-movable={view.movable.value ? '' : undefined}
      onKeyDown={(event) => {
        if (draws && event.key === ' ') drawing.moving.value = view.movable.value;
        const keys = { masks: model.masks, drawing, view };
        if (!draws || !pressDrawingKey(event, keys)) pressPictureKey(event, view);
      }}
      onKeyUp={() => release(view, drawing)}
      onBlur={() => release(view, drawing)}
    >
      <div
        class="p-checker"
        style={{
          left: px(rect.x),
          top: px(rect.y),
          width: px(rect.width),
          height: px(rect.height),
        }}
      />
      <canvas ref={canvas} class="p-canvas" role="img" aria-label={say(described.value)} />
      {draws && <MaskSurface drawing={drawing} view={view} />}
      {view.comparing.value && hasBoth(model.shown.value) && <CompareDivider view={view} />}
    </div>
  );
}

const PICTURE_KEYS = sentence`Plus and minus zoom, 0 fits the picture, 1 shows it at 100 %, arrow keys move it, hold B to see the original.`;
const DRAWING_KEYS = sentence`B brush, E eraser, R rectangle, O ellipse. Arrow keys move a rectangle or an ellipse, with Shift they size it, Enter marks it and Delete unmarks it.`;

/** What a key holds ends: it was released, or its release will go elsewhere. */
function release(view: PictureView, drawing: Drawing): void {
  releasePictureKey(view);
  drawing.moving.value = false;
}

/** Whether there is something to compare. */
export function hasBoth({ painting, original }: Shown): boolean {
  return painting !== null && original !== null;
}

function describe({ painting, label }: Shown, view: PictureView) {
  const original = painting === null || view.holding.value !== null;
  return original ? sentence`Original: ${label}` : sentence`Painting: ${label}`;
}

function contentOf(shown: Shown, view: PictureView): CanvasContent | null {
  const { painting, original } = shown;
  const front = painting ?? original;
  if (front === null) return null;
  if (original === null || painting === null) return { picture: front, left: null, divider: 0 };
  if (view.holding.value !== null) return { picture: original, left: null, divider: 0 };
  if (!view.comparing.value) return { picture: painting, left: null, divider: 0 };
  return { picture: painting, left: original, divider: view.divider.value };
}

function useViewport(stage: { readonly current: HTMLElement | null }, view: PictureView): void {
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const known = view.viewport.value;
      if (known.width !== width || known.height !== height) view.viewport.value = { width, height };
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage, view]);
}

/** Paints at most once a frame, however often the painting, the divider or the zoom change. */
function useRepaint(
  canvas: { readonly current: HTMLCanvasElement | null },
  view: PictureView,
): void {
  const { model } = usePanel();
  const frame = useRef(0);
  useSignalEffect(() => {
    const content = contentOf(model.shown.value, view);
    const viewport = view.viewport.value;
    const rect = view.rect.value;
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      if (canvas.current === null) return;
      paintCanvas(canvas.current, viewport, globalThis.devicePixelRatio || 1, rect, content);
    });
  });
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
}
