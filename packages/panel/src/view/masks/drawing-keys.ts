import { sentence } from '@pastiche/core';
import type { PanelMasks } from '../../model/masks/masks.js';
import type { PictureView } from '../picture/picture-view.js';
import { nextSize, percentOf } from './brush-size.js';
import type { Drawing, DrawingTool } from './drawing.js';
import { shapeAfterKey, whereabouts } from './placed-shape.js';

/** All that keys act on. */
export interface DrawingKeys {
  readonly masks: PanelMasks;
  readonly drawing: Drawing;
  readonly view: PictureView;
}

const TOOLS: Readonly<Record<string, DrawingTool | undefined>> = {
  b: 'brush',
  e: 'eraser',
  r: 'rectangle',
  o: 'ellipse',
};

/** What keys do while the tools are there and the picture, or one of the tools, has the focus. @returns whether it did anything */
export function pressDrawingKey(event: KeyboardEvent, keys: DrawingKeys): boolean {
  const did = pressed(event, keys);
  if (did) event.preventDefault();
  return did;
}

function pressed(event: KeyboardEvent, keys: DrawingKeys): boolean {
  const { drawing } = keys;
  if (event.key === '[' || event.key === ']') {
    // Where they are typed with AltGr, that counts as Ctrl and Alt.
    return resize(drawing, event.key === ']' ? 1 : -1);
  }
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return pressUndoKey(event, keys);
  const tool = TOOLS[event.key.toLowerCase()];
  if (tool !== undefined) {
    drawing.pick(tool, true);
    return true;
  }
  if (event.key.toLowerCase() === 'm') {
    drawing.showing.value = !drawing.showing.value;
    drawing.speak(
      drawing.showing.value ? sentence`The mask is shown` : sentence`The mask is hidden`,
    );
    return true;
  }
  // A stroke that goes wrong can be dropped by Escape, too.
  if (event.key === 'Escape') return drawing.drop();
  return isDial(event.target) ? false : pressShapeKey(event, keys);
}

function pressUndoKey(event: KeyboardEvent, { masks, drawing }: DrawingKeys): boolean {
  const key = event.key.toLowerCase();
  const redo = key === 'y' || (key === 'z' && event.shiftKey);
  if (!redo && key !== 'z') return false;
  drawing.drop();
  if (redo) redoSaying(masks, drawing);
  else undoSaying(masks, drawing);
  return true;
}

/** Undoes, and tells. */
export function undoSaying(masks: PanelMasks, drawing: Drawing): void {
  drawing.speak(masks.undoable.peek() ? sentence`Undone` : sentence`Nothing to undo`);
  masks.undo();
}

/** Redoes, and tells. */
export function redoSaying(masks: PanelMasks, drawing: Drawing): void {
  drawing.speak(masks.redoable.peek() ? sentence`Redone` : sentence`Nothing to redo`);
  masks.redo();
}

function resize(drawing: Drawing, direction: 1 | -1): boolean {
  drawing.size.value = nextSize(drawing.size.value, direction);
  drawing.speak(sentence`Width ${percentOf(drawing.size.value)} %`);
  return true;
}

function pressShapeKey(event: KeyboardEvent, { drawing, view }: DrawingKeys): boolean {
  const isShape = drawing.tool.value === 'rectangle' || drawing.tool.value === 'ellipse';
  if (!isShape) return false;
  const shape = drawing.shape.value;
  const isArrow = event.key.startsWith('Arrow');
  if (shape === null) {
    // The first key shows it. Enter on a button presses the button.
    if (!isArrow && (event.key !== 'Enter' || buttonAt(event) !== null)) return false;
    drawing.placeShape();
    return true;
  }
  if (event.key === 'Delete' || event.key === 'Backspace') {
    drawing.markShape('erase');
    return true;
  }
  if (event.key === 'Enter') {
    // On the tool's own button, where the focus still is, it would only be picked again.
    const button = buttonAt(event);
    if (button !== null && button.closest('.p-mask-kinds') === null) return false;
    drawing.markShape('mark');
    return true;
  }
  const next = shapeAfterKey(shape, event.key, event.shiftKey, view.rect.value);
  if (next === null) return false;
  drawing.shape.value = next;
  drawing.speak(whereabouts(next));
  return true;
}

/** Something that arrow keys and Enter belong to. */
function isDial(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement;
}

function buttonAt({ target }: KeyboardEvent): HTMLButtonElement | null {
  return target instanceof HTMLButtonElement ? target : null;
}
