import { type Said, sentence } from '@pastiche/core';
import type { RecipePreset } from '@pastiche/core/presets';
import type { ReadonlySignal } from '@preact/signals';
import type { Engine } from '../../engine/engine.js';
import type { Host, HostResult } from '../../host/host.js';
import type { HistoryEntry } from '../model.js';
import type { Notices } from '../notices.js';
import type { PanelModelOptions } from '../panel-options.js';
import { carriedPreset } from '../presets/carried-preset.js';
import type { WeightedSource } from '../styles/style-source.js';
import { presetOf, recipeOf } from './recipe-of.js';
import { resultName } from './result-name.js';

/** Hands paintings to the host. */
export interface SavingPart {
  /** Does with the painting that is looked at what `action` says. Never rejects. */
  save(action: string): Promise<void>;
  saveTimelapse(): Promise<void>;
}

export interface SavingPartOptions {
  readonly host: Pick<Host, 'capabilities' | 'writeResult' | 'writeFile'>;
  readonly encode: PanelModelOptions['encode'];
  readonly engine: ReadonlySignal<Engine | null>;
  readonly notices: Notices;
  /** The painting that is looked at, if it is finished. */
  lookedAt(): HistoryEntry | null;
  /** The styles of an entry. */
  blendOf(id: string): readonly WeightedSource[];
  /** The masks of what an entry keeps of its content. */
  protectionOf(id: string): readonly Uint8Array[];
}

/** Saving; a second click while the host is still asking the person for a place is ignored. */
export function createSavingPart(options: SavingPartOptions): SavingPart {
  const { host, encode, engine, notices, lookedAt, blendOf, protectionOf } = options;
  let asking = false;
  const ask = async (write: () => Promise<Said | null>) => {
    if (asking) return;
    asking = true;
    try {
      const done = await write();
      if (done !== null) notices.info(done);
    } catch (error) {
      notices.error(error);
    } finally {
      asking = false;
    }
  };
  return {
    save: async (action) => {
      const entry = lookedAt();
      if (entry === null) {
        notices.error(
          sentence`There is no finished painting to save yet; paint one, or stop and keep it.`,
        );
        return;
      }
      const blend = blendOf(entry.id);
      const described = describe(entry, presetOf(blend));
      await ask(async () => {
        const keeps = host.capabilities.keepsStyles === true;
        const preset = keeps ? await carriedPreset(engine.peek(), blend, entry) : null;
        const result: HostResult = {
          ...described,
          preset,
          protect: protectionOf(entry.id),
          encode: (encoding) => encode(entry.png, encoding),
        };
        return host.writeResult(result, action);
      });
    },
    saveTimelapse: async () => {
      const entry = lookedAt();
      const from = engine.peek();
      if (entry === null || !entry.hasFrames || from === null) {
        notices.error(
          sentence`Only the last painting that was made with frames has a timelapse; switch frames on and paint again.`,
        );
        return;
      }
      const name = `${resultName(entry.contentName, entry.styleNames)}-timelapse.gif`;
      await ask(async () =>
        host.writeFile({ name, mediaType: 'image/gif', bytes: await from.timelapse() }),
      );
    },
  };
}

function describe(entry: HistoryEntry, preset: RecipePreset | null) {
  const { width, height, contentName, contentId, styleNames } = entry;
  const suggestedName = resultName(contentName, styleNames);
  const recipe = recipeOf({ ...entry, preset, source: contentName });
  return { width, height, suggestedName, recipe, contentName, contentId };
}
