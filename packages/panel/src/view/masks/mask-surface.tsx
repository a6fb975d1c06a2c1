import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Area, NOTHING, unite, wholeOf } from '../../model/masks/area.js';
import { PROTECT } from '../../model/masks/masks.js';
import { usePanel } from '../panel-context.js';
import { px } from '../parts/px.js';
import type { PictureView } from '../picture/picture-view.js';
import type { Drawing } from './drawing.js';
import { onThemeChange } from './on-theme-change.js';
import { colourOf, paintMask } from './paint-mask.js';
import { listenToStrokes, radiusOf } from './pointer-strokes.js';

/** As many as the style sheet has for styles. */
const COLOURS = 6;

export interface MaskSurfaceProps {
  readonly drawing: Drawing;
  readonly view: PictureView;
}

/** Over the picture: the mask, what is being placed, and what hands draw with. */
export function MaskSurface({ drawing, view }: MaskSurfaceProps) {
  const { model } = usePanel();
  const { targets, target } = model.masks;
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    return surface.current === null ? undefined : listenToStrokes(surface.current, drawing, view);
  }, [drawing, view]);
  useMask(canvas, target.value);
  const { x, y, width, height } = view.rect.value;
  const index = (targets.value.indexOf(target.value) - 1) % COLOURS;
  const colour = target.value === PROTECT ? 'protect' : `style-${index + 1}`;
  return (
    <div
      ref={surface}
      class="p-mask-surface"
      aria-hidden="true"
      data-tool={drawing.moving.value ? 'move' : drawing.tool.value}
    >
      <canvas
        ref={canvas}
        class={`p-mask p-mask-${colour}`}
        hidden={!drawing.showing.value}
        style={{ left: px(x), top: px(y), width: px(width), height: px(height) }}
      />
      <ShapeOutline drawing={drawing} view={view} />
      <BrushOutline drawing={drawing} view={view} />
    </div>
  );
}

/** Paints what changed of the mask, at most once a frame, and never the picture below it. */
function useMask(canvas: RefObject<HTMLCanvasElement | null>, target: string): void {
  const { model } = usePanel();
  const { masks } = model;
  // Another target has another colour, too.
  useEffect(() => {
    if (canvas.current === null) return;
    let colour = colourOf(canvas.current);
    let changed: Area = NOTHING;
    let frame = 0;
    const paint = () => {
      frame = 0;
      const raster = masks.raster();
      if (raster !== null && canvas.current !== null) {
        paintMask(canvas.current, raster, changed, colour);
      }
      changed = NOTHING;
    };
    const onChange = (area: Area) => {
      changed = unite(changed, area);
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    const paintAll = () => {
      const size = masks.size.peek();
      if (canvas.current !== null) colour = colourOf(canvas.current);
      if (size !== null) onChange(wholeOf(size));
    };
    paintAll();
    const stop = masks.listen(onChange);
    const stopWatching = onThemeChange(paintAll);
    return () => {
      stop();
      stopWatching();
      cancelAnimationFrame(frame);
    };
  }, [canvas, masks, target]);
}

/** The rectangle or the ellipse that is not marked yet. */
function ShapeOutline({ drawing, view }: MaskSurfaceProps) {
  const shape = drawing.shape.value;
  if (shape === null) return null;
  const { x, y, width, height } = view.rect.value;
  return (
    <div
      class={`p-mask-outline p-mask-${shape.kind}`}
      style={{
        left: px(x + shape.x * width),
        top: px(y + shape.y * height),
        width: px(shape.width * width),
        height: px(shape.height * height),
      }}
    />
  );
}

/** How large the brush is, where the mouse or the pen is. */
function BrushOutline({ drawing, view }: MaskSurfaceProps) {
  const point = drawing.pointer.value;
  const brushes = drawing.tool.value === 'brush' || drawing.tool.value === 'eraser';
  if (point === null || !brushes || drawing.moving.value) return null;
  const radius = Math.max(2, radiusOf(drawing, view));
  return (
    <div
      class="p-mask-outline p-mask-ellipse p-mask-brush"
      style={{
        transform: `translate(${px(point.x - radius)}, ${px(point.y - radius)})`,
        width: px(2 * radius),
        height: px(2 * radius),
      }}
    />
  );
}
