import type { HostPreset } from '@pastiche/panel/host';
import {
  keysOfPreset,
  PLUGIN_DATA_NAMESPACE,
  presetFromEntries,
  presetIdsIn,
  presetToEntries,
} from '@pastiche/panel/plugin-data';
import { inEnglish, type Said, sentence } from '@pastiche/panel/sentence';
import { MainError, wordsOf } from './base/main-error.js';

const KEY = 'preset.';
const HERE_ONLY = sentence`The preset is kept in this file only: your storage for Pastiche is full.`;
const ELSEWHERE = sentence`The preset is kept for you only: this file had no room for it.`;

/** Presets in the document, where every collaborator finds them, and in the person's own Figma. */
export interface PresetShelf {
  /** The document's first; a damaged one is left out. */
  list(): Promise<readonly HostPreset[]>;
  /**
   * Keeps a preset in both; in one of them is enough.
   *
   * @returns what the person should know of where it is kept, in a sentence; `null`: nothing
   * @throws MainError `storage` where neither has room for it
   */
  save(preset: HostPreset): Promise<Said | null>;
  remove(id: string): Promise<void>;
}

export interface PresetShelfOptions {
  readonly root: Pick<
    DocumentNode,
    'getSharedPluginData' | 'setSharedPluginData' | 'getSharedPluginDataKeys'
  >;
  readonly storage: Pick<ClientStorageAPI, 'getAsync' | 'setAsync' | 'deleteAsync' | 'keysAsync'>;
  /** Nothing can be written in the document. */
  readonly readOnly: boolean;
  /** Ends an undo step after a change of the document. */
  commitUndo(): void;
  onProblem(message: string): void;
}

export function createPresetShelf(options: PresetShelfOptions): PresetShelf {
  const { root, storage, readOnly, commitUndo, onProblem } = options;
  return {
    async list() {
      const shared = documentPresets(root, onProblem);
      const ids = shared.map(({ id }) => id);
      const own = await ownPresets(storage, onProblem);
      return [...shared, ...own.filter(({ id }) => !ids.includes(id))];
    },
    async save({ id, document }) {
      let kept = false;
      if (!readOnly) {
        const older = isInDocument(root, id);
        try {
          writeToDocument(root, id, document);
          kept = true;
        } catch (error) {
          // An older one of the same name would hide what is kept elsewhere.
          if (older) throw refusedByFile(error);
          removeFromDocument(root, id);
          onProblem(`The preset is not kept in this file: ${inEnglish(wordsOf(error))}`);
        } finally {
          commitUndo();
        }
      }
      try {
        await storage.setAsync(KEY + id, document);
        return kept || readOnly ? null : ELSEWHERE;
      } catch (cause) {
        if (!kept) throw noRoom(cause);
        onProblem(`The preset is kept in this file only: ${inEnglish(wordsOf(cause))}`);
        return HERE_ONLY;
      }
    },
    async remove(id) {
      if (!readOnly) {
        if (removeFromDocument(root, id)) commitUndo();
      }
      await storage.deleteAsync(KEY + id);
    },
  };
}

function documentPresets(
  root: PresetShelfOptions['root'],
  onProblem: PresetShelfOptions['onProblem'],
): HostPreset[] {
  const read = (key: string) => root.getSharedPluginData(PLUGIN_DATA_NAMESPACE, key);
  const presets: HostPreset[] = [];
  for (const id of presetIdsIn(root.getSharedPluginDataKeys(PLUGIN_DATA_NAMESPACE))) {
    try {
      presets.push({ id, document: presetFromEntries(id, read) });
    } catch (error) {
      onProblem(inEnglish(wordsOf(error)));
    }
  }
  return presets;
}

async function ownPresets(
  storage: PresetShelfOptions['storage'],
  onProblem: PresetShelfOptions['onProblem'],
): Promise<HostPreset[]> {
  const presets: HostPreset[] = [];
  try {
    for (const key of await storage.keysAsync()) {
      if (!key.startsWith(KEY)) continue;
      const document: unknown = await storage.getAsync(key);
      if (typeof document === 'string') presets.push({ id: key.slice(KEY.length), document });
    }
  } catch (error) {
    // The document's are still there.
    onProblem(inEnglish(wordsOf(error)));
  }
  return presets;
}

function writeToDocument(root: PresetShelfOptions['root'], id: string, document: string): void {
  const entries = presetToEntries(id, document);
  const written = entries.map(({ key }) => key);
  const before = keysOfPreset(id, root.getSharedPluginDataKeys(PLUGIN_DATA_NAMESPACE));
  for (const { key, value } of entries) root.setSharedPluginData(PLUGIN_DATA_NAMESPACE, key, value);
  for (const key of before.filter((each) => !written.includes(each))) {
    root.setSharedPluginData(PLUGIN_DATA_NAMESPACE, key, '');
  }
}

/** @returns whether there was anything of it */
function removeFromDocument(root: PresetShelfOptions['root'], id: string): boolean {
  const keys = keysOfPreset(id, root.getSharedPluginDataKeys(PLUGIN_DATA_NAMESPACE));
  for (const key of keys) root.setSharedPluginData(PLUGIN_DATA_NAMESPACE, key, '');
  return keys.length > 0;
}

function isInDocument(root: PresetShelfOptions['root'], id: string): boolean {
  return keysOfPreset(id, root.getSharedPluginDataKeys(PLUGIN_DATA_NAMESPACE)).length > 0;
}

function refusedByFile(cause: unknown): MainError {
  return new MainError(
    'storage',
    sentence`This file did not take the changed preset (${wordsOf(cause)}); save it under another name.`,
    cause,
  );
}

function noRoom(cause: unknown): MainError {
  return new MainError(
    'storage',
    sentence`The preset could not be kept, because Figma keeps at most 5 MB for a plugin (${wordsOf(cause)}); delete another preset, then save it again.`,
    cause,
  );
}
