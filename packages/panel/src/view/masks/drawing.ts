import { type Said, sentence } from '@pastiche/core';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { PanelMasks, PlacedShape, Spot } from '../../model/masks/masks.js';
import type { Effect } from '../../model/masks/raster.js';
import type { ShapeKind } from '../../model/masks/shapes.js';
import type { PictureView } from '../picture/picture-view.js';
import type { Point } from '../picture/zoom.js';
import { shapeBetween, shapeInView, whereabouts } from './placed-shape.js';

export type DrawingTool = 'brush' | 'eraser' | ShapeKind;

/** How masks are drawn: the tool in hand, and what it does. */
export interface Drawing {
  /** Whether the picture is drawn on now. */
  readonly active: ReadonlySignal<boolean>;
  readonly tool: ReadonlySignal<DrawingTool>;
  /** Diameter of the brush as a share of the picture's long side. */
  readonly size: Signal<number>;
  /** 0 hard .. 1 soft. */
  readonly softness: Signal<number>;
  /** Whether the mask is seen. */
  readonly showing: Signal<boolean>;
  /** A rectangle or an ellipse that is not marked yet. */
  readonly shape: Signal<PlacedShape | null>;
  /** Where a mouse or a pen is, px of the viewport; `null`: elsewhere. */
  readonly pointer: Signal<Point | null>;
  /** Space is held: the picture is moved instead. */
  readonly moving: Signal<boolean>;
  /** What a screen reader says of what was done. */
  readonly spoken: ReadonlySignal<{ readonly said: Said; readonly turn: number } | null>;
  /** @param place whether keys will place the shape, so that it is shown at once */
  pick(tool: DrawingTool, place: boolean): void;
  placeShape(): void;
  markShape(effect: Effect): void;
  /** A pointer begins to draw; `turned`: the other way round, what would mark erases. */
  begin(at: Spot, pressure: number, turned: boolean): void;
  go(to: Spot, pressure: number): void;
  end(): void;
  /** What is being drawn or placed is as if it had never been. @returns whether there was something */
  drop(): boolean;
  speak(said: Said): void;
}

/** @param fits whether what is shown is the picture that the masks lie over */
export function createDrawing(
  masks: PanelMasks,
  view: PictureView,
  fits: ReadonlySignal<boolean>,
): Drawing {
  const tool = signal<DrawingTool>('brush');
  const shape = signal<PlacedShape | null>(null);
  const spoken = signal<{ readonly said: Said; readonly turn: number } | null>(null);
  const size = signal(0.08);
  const softness = signal(0.3);
  const speak = (said: Said) => {
    spoken.value = { said, turn: (spoken.peek()?.turn ?? -1) + 1 };
  };
  const placeShape = () => {
    const kind = tool.peek();
    if (!isShape(kind)) return;
    shape.value = shapeInView(kind, view.rect.peek(), view.viewport.peek());
    speak(whereabouts(shape.value));
  };
  return {
    active: computed(() => masks.open.value && fits.value && masks.size.value !== null),
    tool,
    size,
    softness,
    showing: signal(true),
    shape,
    pointer: signal(null),
    moving: signal(false),
    spoken,
    pick: (next, place) => {
      tool.value = next;
      shape.value = null;
      speak(toolWords(next));
      if (place) placeShape();
    },
    placeShape,
    markShape: (effect) => {
      if (shape.peek() === null) return;
      masks.drawShape(shape.peek() as PlacedShape, effect);
      shape.value = null;
      speak(effect === 'mark' ? sentence`Marked` : sentence`No longer marked`);
    },
    ...handOf(masks, { tool, shape, size, softness }),
    speak,
  };
}

/** What a tool is called. */
export function toolWords(tool: DrawingTool): Said {
  switch (tool) {
    case 'brush':
      return sentence`Brush`;
    case 'eraser':
      return sentence`Eraser`;
    case 'rectangle':
      return sentence`Rectangle`;
    case 'ellipse':
      return sentence`Ellipse`;
  }
}

type Held = Pick<Drawing, 'tool' | 'shape' | 'size' | 'softness'>;

/** What a pointer does with the tool in hand. */
function handOf(masks: PanelMasks, { tool, shape, size, softness }: Held) {
  /** Where a shape began, or that a stroke is under way. */
  let under:
    | { readonly from: Spot; readonly kind: ShapeKind; readonly effect: Effect }
    | 'stroke'
    | null = null;
  return {
    begin: (at: Spot, pressure: number, turned: boolean) => {
      const kind = tool.peek();
      const effect: Effect = (kind === 'eraser') === turned ? 'mark' : 'erase';
      if (isShape(kind)) {
        under = { from: at, kind, effect };
        shape.value = shapeBetween(kind, at, at);
        return;
      }
      under = 'stroke';
      const look = { effect, size: size.peek(), softness: softness.peek() };
      masks.beginStroke(look, at, pressure);
    },
    go: (to: Spot, pressure: number) => {
      if (under === 'stroke') masks.continueStroke(to, pressure);
      else if (under !== null) shape.value = shapeBetween(under.kind, under.from, to);
    },
    end: () => {
      const ended = under;
      under = null;
      if (ended === 'stroke') masks.endStroke();
      if (ended === 'stroke' || ended === null || shape.peek() === null) return;
      masks.drawShape(shape.peek() as PlacedShape, ended.effect);
      shape.value = null;
    },
    drop: () => {
      const something = under !== null || shape.peek() !== null;
      if (under === 'stroke') masks.cancelStroke();
      under = null;
      shape.value = null;
      return something;
    },
  };
}

function isShape(tool: DrawingTool): tool is ShapeKind {
  return tool === 'rectangle' || tool === 'ellipse';
}
