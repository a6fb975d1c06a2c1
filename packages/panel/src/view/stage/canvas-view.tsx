import { sentence } from '@pastiche/core';
import { useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Shown } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { px } from '../parts/px.js';
import { CompareDivider } from './compare-divider.js';
import { type CanvasContent, paintCanvas } from './paint-canvas.js';
import { pressPictureKey, releasePictureKey } from './picture-keys.js';
import type { PictureView } from './picture-view.js';
import { useZoomGestures } from './use-zoom-gestures.js';

/** The picture: the painting as it grows, the original, or both with a divider. */
export function CanvasView({ view }: { readonly view: PictureView }) {
  const { model, say } = usePanel();
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const gestures = useMemo(
    () => ({ movable: () => view.movable.value, pan: view.pan, zoom: view.zoomBy }),
    [view],
  );
  useViewport(stage, view);
  useZoomGestures(stage, gestures);
  useRepaint(canvas, view);
  const described = useComputed(() => describe(model.shown.value, view));
  const rect = view.rect.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a picture and its divider is no form.
    <div
      ref={stage}
      class="p-canvas-view"
      role="group"
      aria-label={say(sentence`Picture`)}
      aria-description={say(
        sentence`Plus and minus zoom, 0 fits the picture, 1 shows it at 100 %, arrow keys move it, hold B to see the original.`,
      )}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is moved and enlarged by keys.
      tabIndex={0}
      data-movable={view.movable.value ? '' : undefined}
      onKeyDown={(event) => pressPictureKey(event, view)}
      onKeyUp={() => releasePictureKey(view)}
      onBlur={() => releasePictureKey(view)}
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
      {view.comparing.value && hasBoth(model.shown.value) && <CompareDivider view={view} />}
    </div>
  );
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
