import type { EncodedMasks, PanelMasks } from '../masks/masks.js';
import type { RunMasks } from '../run/run-masks.js';
import type { PanelParts } from './panel-parts.js';

/** The masks that a painting would have that begins now. */
export async function masksNow({
  offeredMask,
  masks,
}: Pick<PanelParts, 'offeredMask' | 'masks'>): Promise<RunMasks> {
  const drawn = await drawnNow(masks);
  return { ...drawn, offered: offeredMask.mask() };
}

/** As they are when they are there: another picture may be chosen, or more be drawn, while they are packed. */
async function drawnNow(masks: Pick<PanelMasks, 'revision' | 'encoded'>): Promise<EncodedMasks> {
  for (;;) {
    const begun = masks.revision.peek();
    const drawn = await masks.encoded();
    if (masks.revision.peek() === begun) return drawn;
  }
}
