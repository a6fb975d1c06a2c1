import { haveOneShape, type Said, sentence } from '@pastiche/core';
import { maskFile } from '@pastiche/core/presets';
import type { NetworkChoice } from '../../engine/engine.js';
import { networkIn } from '../../results/network-in.js';
import type { HistoryEntry } from '../model.js';
import type { PaintingOrder } from '../run/painting-order.js';
import { NO_MASKS, type RunMasks } from '../run/run-masks.js';
import { digestOf } from '../session/session-file.js';
import type { WeightedSource } from '../styles/style-source.js';
import type { PanelParts } from './panel-parts.js';

/** How a painting is gone on with. */
export interface AskedLarger {
  /** Long side, px. */
  readonly size: number;
  /** Left out: that of the painting. */
  readonly network?: NetworkChoice | undefined;
}

/** Why a painting cannot be gone on from, or `null`: a larger one is painted over the same picture. */
export function whyNotLarger(
  entry: HistoryEntry,
  { content }: Pick<PanelParts, 'content'>,
): Said | null {
  const state = content.content.peek();
  const file = content.picture();
  if (state.kind === 'ready' && file !== null && haveOneShape(state.picture, entry)) {
    const isSame =
      entry.contentId === null
        ? entry.contentDigest === digestOf(file.bytes)
        : file.id === entry.contentId;
    if (isSame) return null;
  }
  return sentence`A painting can be painted larger over its own picture alone; open ${entry.contentName} again first.`;
}

/**
 * The masks that a painting had, as they were drawn, or else as its recipe has them.
 *
 * @returns `null` where a region's style is none of the painting's any more
 */
export function masksOf(
  entry: HistoryEntry,
  drawn: RunMasks | null,
  blend: readonly WeightedSource[],
): RunMasks | null {
  const { masks } = entry;
  if (drawn !== null || masks === undefined) return drawn ?? NO_MASKS;
  const fileIn = (text: string | null) => (text === null ? null : maskFile(text));
  const regions = masks.regions.flatMap(({ style, mask }) => {
    const found = blend.find(({ source }) => source.item.name === style);
    return found === undefined ? [] : [{ style: found.source.item.id, mask: maskFile(mask) }];
  });
  if (regions.length < masks.regions.length) return null;
  return { offered: fileIn(masks.offered), protect: fileIn(masks.protect), regions };
}

/** An order that goes on with a painting as it was painted, but for what is `asked`. */
export function largerOrder(
  order: PaintingOrder,
  entry: HistoryEntry,
  { size, network = networkIn(entry) }: AskedLarger,
): PaintingOrder {
  const { png, width, height, parameters } = entry;
  return {
    ...order,
    parameters: { ...parameters, size },
    network,
    smaller: { png, width, height },
  };
}
