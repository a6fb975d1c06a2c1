import type { PanelModel } from '@pastiche/panel';
import { type Say, sentence } from '@pastiche/panel/core';
import { RESULT_DROP } from '../window-contract.js';

export interface DragHandleProps {
  readonly model: Pick<PanelModel, 'shown'>;
  readonly say: Say;
}

/**
 * What a finished painting is dragged to the canvas by: dragging on the picture moves the picture. It
 * has no part for the keyboard, for which there is "Place beside".
 */
export function DragHandle({ model, say }: DragHandleProps) {
  if (model.shown.value.entry === null) return null;
  return (
    <section class="strip-line" aria-label={say(sentence`Drag the painting`)}>
      <p class="strip-drag p-hint" draggable onDragEnd={dropOnCanvas}>
        {say(sentence`Drag this onto the canvas`)}
      </p>
    </section>
  );
}

/** Figma cannot see what is dragged out of a plugin's window; this is how it is told. */
function dropOnCanvas({ clientX, clientY }: MouseEvent): void {
  const isInside = clientX >= 0 && clientY >= 0 && clientX < innerWidth && clientY < innerHeight;
  if (isInside) return;
  const pluginDrop = { clientX, clientY, items: [], dropMetadata: RESULT_DROP };
  parent.postMessage({ pluginDrop }, '*');
}
