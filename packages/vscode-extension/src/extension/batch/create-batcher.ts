import { sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { withoutMasks } from '../pictures/mask-beside.js';
import type { Ui } from '../ports/ui.js';
import type { OfferedPreset } from '../presets/preset-shelf.js';
import { paintedPreset } from '../presets/preset-shelf.js';
import type { PresetStore } from '../presets/preset-store.js';
import type { RecentPresets } from '../presets/recent-presets.js';
import type { BatchPage } from './batch-page.js';
import { type BatchOutcome, type BatchServices, type BatchWork, runBatch } from './run-batch.js';
import { type TellOutcomeServices, tellOutcome } from './tell-outcome.js';

export interface BatcherOptions extends BatchServices, TellOutcomeServices {
  readonly ui: Ui;
  readonly presets: PresetStore;
  readonly recent: RecentPresets;
  /** Opens the tab in which a batch is painted. */
  openPage(title: string): Promise<BatchPage>;
}

/** Paints pictures in the style of a preset; resolves when the person has been told how it went. */
export type Batcher = (pictures: readonly Uri[], preset: OfferedPreset) => Promise<void>;

/** Paints pictures, each in its own way; resolves as {@link Batcher}. */
export type Repaint = (works: readonly BatchWork[]) => Promise<void>;

/** Batches, one after the other: there is one graphics card. */
export function createBatcher(options: BatcherOptions): {
  readonly batch: Batcher;
  readonly repaint: Repaint;
} {
  const { ui, say, presets, recent } = options;
  let before: Promise<unknown> = Promise.resolve();
  const paint = async (title: string, works: readonly BatchWork[]) => {
    const mine = before.then(() =>
      ui.progress(title, async (report, signal): Promise<BatchOutcome> => {
        report(say(sentence`Getting ready…`), 0);
        const page = await options.openPage(title);
        try {
          const either = AbortSignal.any([signal, page.closed]);
          return await runBatch(works, page, options, report, either);
        } finally {
          page.close();
        }
      }),
    );
    before = mine.catch(() => {});
    await tellOutcome(await mine, options);
  };
  return {
    batch: async (pictures, { id, name }) => {
      const preset = await paintedPreset(id, presets);
      await recent.add(id);
      const works = withoutMasks(pictures).map((picture) => ({ picture, preset, basis: null }));
      await paint(say(sentence`Pastiche: ${name}`), works);
    },
    repaint: (works) => paint(say(sentence`Pastiche: Update Results`), works),
  };
}
