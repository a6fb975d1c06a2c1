import type { HistoryEntry, PanelModel } from '../model.js';
import { drawnIn } from './draw-again.js';
import type { PanelParts } from './panel-parts.js';

type ReusedParts = Pick<
  PanelParts,
  'settings' | 'styles' | 'history' | 'content' | 'masks' | 'offeredMask' | 'notices'
>;

/** Takes over what a painting was made with. Masks lie over their own picture alone, so another one keeps its own. */
export function reusePainting(parts: ReusedParts): PanelModel['reuse'] {
  const { settings, styles, history, notices } = parts;
  return (id) => {
    const entry = history.find(id);
    if (entry === null) return;
    settings.replace(entry.parameters);
    styles.replace(history.blendOf(id));
    if (isOfContent(entry, parts)) drawAsThen(entry, parts).catch(notices.error);
  };
}

function isOfContent(
  { contentName, contentId }: HistoryEntry,
  { content }: Pick<ReusedParts, 'content'>,
): boolean {
  const state = content.content.peek();
  const id = content.picture()?.id ?? null;
  return state.kind === 'ready' && state.name === contentName && id === contentId;
}

async function drawAsThen(
  entry: HistoryEntry,
  { history, masks, offeredMask }: Pick<ReusedParts, 'history' | 'masks' | 'offeredMask'>,
): Promise<void> {
  const then = history.drawnOf(entry.id) ?? drawnIn(entry, masks.styles.peek()).drawn;
  if (offeredMask.offered.peek() !== null) offeredMask.switchTo(then.offered !== null);
  await masks.replace(then);
}
