import { definedFields, sentence } from '@pastiche/core';
import type { PanelModel } from '../model.js';
import type { PaintingOrder } from '../run/painting-order.js';
import type { RunMasks } from '../run/run-masks.js';
import { type AskedLarger, largerOrder, masksOf, whyNotLarger } from './larger-order.js';
import type { PanelParts } from './panel-parts.js';
import type { RestoredParts } from './restore-session.js';

/** Painting what is there at a larger size. */
export interface LargerPainting extends Pick<PanelModel, 'paintLarger'> {
  /** Paints the last one once more, changed as is asked; `null`: the last painting was none of these. */
  again(): ((change: Partial<AskedLarger>) => Promise<void>) | null;
  /** Another painting has begun. */
  forget(): void;
}

/** Begins what is painted by an order, with these masks, unless something is in the way. */
type Begin = (
  paint: (order: PaintingOrder) => void,
  masks: () => Promise<RunMasks>,
) => () => Promise<void>;

export function createLargerPainting(
  parts: RestoredParts,
  begin: Begin,
  paint: (order: PaintingOrder) => void,
): LargerPainting {
  let last: ({ readonly id: string } & AskedLarger) | null = null;
  const paintLarger = async (id: string, asked: AskedLarger) => {
    const taken = await takeOver(parts, id);
    if (taken === null) return;
    const { entry, masks } = taken;
    const beginLarger = begin(
      (order) => {
        last = { id, ...asked };
        paint(largerOrder(order, entry, asked));
      },
      async () => masks,
    );
    await beginLarger();
  };
  return {
    paintLarger: (id, size) => paintLarger(id, { size }),
    again: () => {
      const before = last;
      if (before === null || parts.history.find(before.id) === null) return null;
      return (change) => paintLarger(before.id, { ...before, ...definedFields(change) });
    },
    forget: () => {
      last = null;
    },
  };
}

/** Takes over the styles and settings of a painting that is to become larger; `null`: it cannot, and it is said why. */
async function takeOver(
  parts: Pick<PanelParts, 'busy' | 'content' | 'history' | 'notices' | 'settings' | 'styles'>,
  id: string,
) {
  const { busy, history, notices, settings, styles } = parts;
  const entry = history.find(id);
  if (entry === null || busy.peek()) return null;
  const refusal = whyNotLarger(entry, parts);
  const blend = history.blendOf(id);
  const masks = refusal === null ? masksOf(entry, history.drawnOf(id), blend) : null;
  if (masks === null) {
    notices.error(
      refusal ??
        sentence`A style of this painting’s parts is gone, so it cannot be painted larger.`,
    );
    return null;
  }
  const { size } = settings.settings.peek().parameters;
  settings.replace({ ...entry.parameters, size });
  styles.replace(blend);
  await styles.settled();
  return { entry, masks };
}
