import { sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { Icon } from '../parts/icon.js';
import type { Drawing } from './drawing.js';

export interface MaskToggleProps {
  /** Of the tools. */
  readonly controls: string;
  readonly drawing: Drawing;
  readonly fits: boolean;
}

/** Opens and closes the tools that draw on the picture; a painting of another one gives way to the picture. */
export function MaskToggle({ controls, drawing, fits }: MaskToggleProps) {
  const { model, say } = usePanel();
  const { masks } = model;
  if (masks.size.value === null) return null;
  const open = drawing.active.value;
  const several = masks.targets.value.length > 1;
  const words = say(several ? sentence`Masks` : sentence`Protect`);
  const isMarked = masks.marked.value.length > 0;
  return (
    <button
      type="button"
      class="p-button p-mask-toggle"
      title={say(sentence`Paint what must stay as it is`)}
      aria-label={words}
      aria-description={isMarked ? say(sentence`Something is marked`) : undefined}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      data-marked={isMarked ? '' : undefined}
      onClick={() => {
        drawing.drop();
        if (!open && !fits) model.showContent();
        masks.open.value = !open;
      }}
    >
      <Icon name="shield" />
      <span class="p-mask-toggle-words">{words}</span>
    </button>
  );
}
