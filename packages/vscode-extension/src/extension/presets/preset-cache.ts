import type { Uri } from 'vscode';
import type { Files } from '../ports/files.js';
import type { KeptPreset } from './kept-preset.js';

/** File systems tell times in steps of up to two seconds: what is younger may change and look the same. */
const SETTLED_MS = 3000;

interface Entry {
  readonly size: number;
  readonly modified: number;
  readonly readAt: number;
  readonly preset: KeptPreset;
}

/** Presets as they were read from their files: statistics take long to take apart, and listings are many. */
export interface PresetCache {
  /** What `read` gave as long as the file is as it was then. @throws what `read` throws */
  get(file: Uri, read: () => Promise<KeptPreset>): Promise<KeptPreset>;
  /** Forgets all files but these. */
  keepOnly(files: readonly Uri[]): void;
}

export function createPresetCache(
  files: Pick<Files, 'stateOf'>,
  now: () => number = Date.now,
): PresetCache {
  const entries = new Map<string, Entry>();
  return {
    get: async (file, read) => {
      const state = await files.stateOf(file);
      const known = entries.get(`${file}`);
      const isKnown = known?.size === state?.size && known?.modified === state?.modified;
      if (known !== undefined && isKnown && isSettled(known)) return known.preset;
      // Before it is read: what changes meanwhile is read again.
      const readAt = now();
      entries.delete(`${file}`);
      const preset = await read();
      if (state !== null) entries.set(`${file}`, { ...state, readAt, preset });
      return preset;
    },
    keepOnly: (kept) => {
      const wanted = new Set(kept.map((file) => `${file}`));
      for (const key of entries.keys()) if (!wanted.has(key)) entries.delete(key);
    },
  };
}

function isSettled({ modified, readAt }: Entry): boolean {
  return modified > 0 && modified + SETTLED_MS < readAt;
}
