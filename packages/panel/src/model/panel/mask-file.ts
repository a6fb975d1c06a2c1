import { type Mask, sentence } from '@pastiche/core';
import { PROTECT } from '../masks/masks.js';
import type { PanelModel } from '../model.js';
import type { PanelParts } from './panel-parts.js';

/** Takes masks from files: for what is drawn now, or for what must stay while nothing is drawn. */
export function createMaskFile({
  engine,
  content,
  masks,
  notices,
}: Pick<PanelParts, 'engine' | 'content' | 'masks' | 'notices'>): PanelModel['takeMask'] {
  const pictureId = () => {
    const state = content.content.peek();
    return state.kind === 'ready' ? state.picture.id : null;
  };
  return async (bytes, { target, add = false } = {}) => {
    const from = engine.engine.peek();
    const over = pictureId();
    const size = masks.size.peek();
    if (from === null || over === null || size === null) {
      notices.error(sentence`Choose a picture first.`);
      return;
    }
    const aim = target ?? (masks.open.peek() ? masks.target.peek() : PROTECT);
    notices.forgetError();
    try {
      const mask = await from.readMask(bytes, over, size);
      // Another picture may have come meanwhile, over which it does not lie.
      if (pictureId() !== over) return;
      masks.aim(aim);
      masks.lay(add ? withMarks(mask, masks.raster()) : mask);
      masks.open.value = true;
    } catch (error) {
      notices.error(error);
    }
  };
}

/** What either of two masks of one size marks. */
function withMarks({ width, height, data }: Mask, other: Mask | null): Mask {
  return { width, height, data: data.map((mark, at) => Math.max(mark, other?.data[at] ?? 0)) };
}
