import type { OrderedRegion, PaintingOrder } from '../run/painting-order.js';
import type { RunMasks } from '../run/run-masks.js';
import { digestOf } from '../session/session-file.js';
import { styleNameIn } from '../styles/region-styles.js';
import type { WeightedSource } from '../styles/style-source.js';
import { longSideNow } from './long-side-now.js';
import type { PanelParts } from './panel-parts.js';

/** What an order is taken from. */
export type OrderParts = Pick<PanelParts, 'engine' | 'content' | 'styles' | 'settings' | 'weights'>;

/** What would be painted now by these masks, or `null` when something is missing. */
export function orderNow(parts: OrderParts, masks: RunMasks): PaintingOrder | null {
  const { engine, content, styles, settings, weights } = parts;
  const from = engine.engine.peek();
  const state = content.content.peek();
  if (from === null || state.kind !== 'ready') return null;
  const file = content.picture();
  const { parameters, network, frames } = settings.settings.peek();
  return {
    engine: from,
    contentName: state.name,
    contentId: file?.id ?? null,
    contentDigest: file?.id || file === null ? null : digestOf(file.bytes),
    picture: state.picture,
    blend: styles.blend().filter((one) => one.weight > 0 || isOfRegion(one, masks)),
    styles: styles.pictures(),
    masks,
    regions: regionsOf(masks, styles),
    parameters: { ...parameters, size: longSideNow(parts) },
    network,
    frames,
    vgg19Here: weights.vgg19.peek().here,
    smaller: null,
    checkpoint: null,
  };
}

/** A style without a share in what is around the regions may still have one of them. */
function isOfRegion({ source }: WeightedSource, { regions }: RunMasks): boolean {
  return regions.some(({ style }) => styleNameIn(source, style) !== null);
}

/** Regions whose style has left the blend, or cannot be read, are painted as what is around them. */
function regionsOf(masks: RunMasks, styles: PanelParts['styles']): readonly OrderedRegion[] {
  return masks.regions.flatMap(({ style, ...drawn }) => {
    const own = styles.alone(style);
    const names = styles.blend().map(({ source }) => styleNameIn(source, style));
    const name = names.find((one) => one !== null) ?? null;
    return name === null || own.length === 0 ? [] : [{ ...drawn, name, styles: own }];
  });
}
