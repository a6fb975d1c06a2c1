import type { PaintingOrder } from '../run/painting-order.js';
import type { RunMasks } from '../run/run-masks.js';
import { takingPart } from '../styles/style-source.js';
import type { PanelParts } from './panel-parts.js';

/** What an order is taken from. */
export type OrderParts = Pick<PanelParts, 'engine' | 'content' | 'styles' | 'settings' | 'weights'>;

/** What would be painted now by these masks, or `null` when something is missing. */
export function orderNow(
  { engine, content, styles, settings, weights }: OrderParts,
  masks: RunMasks,
): PaintingOrder | null {
  const from = engine.engine.peek();
  const state = content.content.peek();
  if (from === null || state.kind !== 'ready') return null;
  const { parameters, network, frames } = settings.settings.peek();
  return {
    engine: from,
    contentName: state.name,
    contentId: content.picture()?.id ?? null,
    picture: state.picture,
    blend: takingPart(styles.blend()),
    styles: styles.pictures(),
    masks,
    parameters,
    network,
    frames,
    vgg19Here: weights.vgg19.peek().here,
    checkpoint: null,
  };
}
