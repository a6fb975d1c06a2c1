import type { PanelState } from '../../shared/panel-state.js';
import { sentenceOf } from '../ports/extension-error.js';
import type { Log } from '../ports/log.js';
import type { PresetStore } from '../presets/preset-store.js';
import type { RecentPresets } from '../presets/recent-presets.js';

export interface UseNotesServices {
  readonly recent: Pick<RecentPresets, 'add'>;
  readonly presets: Pick<PresetStore, 'find'>;
  readonly log: Log;
}

/**
 * Counts a preset as used when a painting begins with it and nothing else.
 *
 * @returns takes each state of the panel. Never throws
 */
export function createUseNotes({
  recent,
  presets,
  log,
}: UseNotesServices): (state: PanelState) => void {
  let wasPainting = false;
  const note = async (item: string) => {
    // The panel's shelf has other things besides presets.
    const id = item.replace(/^preset:/, '');
    if (id.startsWith('built-in:') || (id !== item && (await presets.find(id))))
      await recent.add(id);
  };
  return ({ styles, painting }) => {
    const begins = painting && !wasPainting;
    wasPainting = painting;
    if (!begins || styles.length !== 1) return;
    note(styles[0].id).catch((error: unknown) => log.warn(sentenceOf(error)));
  };
}
