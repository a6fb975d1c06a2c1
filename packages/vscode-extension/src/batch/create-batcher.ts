import type { Uri } from 'vscode';
import type { Ui } from '../ports/ui.js';
import type { OfferedPreset } from '../presets/preset-shelf.js';
import { paintedPreset } from '../presets/preset-shelf.js';
import type { PresetStore } from '../presets/preset-store.js';
import type { RecentPresets } from '../presets/recent-presets.js';
import type { SavingServices } from '../saving/save-beside.js';
import type { BatchPage } from './batch-page.js';
import { type BatchOutcome, runBatch } from './run-batch.js';
import { type TellOutcomeServices, tellOutcome } from './tell-outcome.js';

export interface BatcherOptions extends SavingServices, TellOutcomeServices {
  readonly ui: Ui;
  readonly presets: PresetStore;
  readonly recent: RecentPresets;
  /** Opens the tab in which a batch is painted. */
  openPage(title: string): Promise<BatchPage>;
}

/** Paints pictures in the style of a preset; resolves when the person has been told how it went. */
export type Batcher = (pictures: readonly Uri[], preset: OfferedPreset) => Promise<void>;

/** Batches, one after the other: there is one graphics card. */
export function createBatcher(options: BatcherOptions): Batcher {
  const { ui, t, presets, recent } = options;
  let before: Promise<unknown> = Promise.resolve();
  return async (pictures, offered) => {
    const preset = await paintedPreset(offered.id, presets, t);
    await recent.add(offered.id);
    const title = t('Pastiche: {0}', offered.name);
    const mine = before.then(() =>
      ui.progress(title, async (report, signal): Promise<BatchOutcome> => {
        report(t('Getting ready…'), 0);
        const page = await options.openPage(title);
        try {
          const either = AbortSignal.any([signal, page.closed]);
          return await runBatch({ pictures, preset }, page, options, report, either);
        } finally {
          page.close();
        }
      }),
    );
    before = mine.catch(() => {});
    await tellOutcome(await mine, options);
  };
}
