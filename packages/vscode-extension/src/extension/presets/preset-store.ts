import { decodeText, encodePreset, parsePreset, sentence } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import type { Uri } from 'vscode';
import { folderOf } from '../pictures/place-names.js';
import { ExtensionError, sentenceOf } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import type { Log } from '../ports/log.js';
import { numberedNames } from '../saving/output-name.js';
import { writeBeside, writeWhole } from '../saving/write-painting.js';
import { type KeptPreset, keptPreset } from './kept-preset.js';
import { createPresetCache, type PresetCache } from './preset-cache.js';
import { createPresetImporting, type ImportedPreset } from './preset-importing.js';
import { PRESET_ENDING, parsePresetId, presetStem, workspacePresetId } from './preset-names.js';

export interface PresetStoreOptions {
  readonly files: Files;
  readonly log: Log;
  /** The folder of the person's own presets. */
  readonly userFolder: Uri;
  /** The workspace's folders as they are now. */
  workspaceFolders(): readonly { readonly name: string; readonly uri: Uri }[];
  /** Where new presets go: `pastiche.presets.location`. */
  newPresetsGoTo(): 'user' | 'workspace';
}

/** The person's presets and those of the workspace, as files. Methods reject with an ExtensionError. */
export interface PresetStore {
  /** All that can be read, the workspace's first; the others are named in the log. */
  list(): Promise<readonly KeptPreset[]>;
  find(id: string): Promise<KeptPreset | undefined>;
  /** Replaces the preset with this id, or makes a new one of the person's or the workspace's. */
  save(id: string, document: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  duplicate(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Takes over a preset file from anywhere. */
  importFrom(file: Uri): Promise<ImportedPreset>;
  /**
   * Takes over the text of a preset file under a name that is free; one that is there already, just
   * so, is not doubled.
   */
  importDocument(document: string): Promise<ImportedPreset>;
  /** The preset that has the name of this one and is another; `null`: `importDocument` keeps the name. */
  namesakeOf(document: string): Promise<KeptPreset | null>;
  exportTo(id: string, file: Uri): Promise<void>;
  /** @returns ends the listening */
  onChange(listener: () => void): () => void;
  /** Told when files changed by themselves. */
  noteChange(): void;
}

export function createPresetStore(options: PresetStoreOptions): PresetStore {
  const { files } = options;
  const cache = createPresetCache(files);
  const { onChange, noteChange } = createChangeNews();
  const { replace, add, remove } = presetWriting(files, noteChange);
  const list = () => listPresets(options, cache);
  const find = async (id: string) => (await list()).find((preset) => preset.id === id);
  const known = async (id: string): Promise<KeptPreset> => {
    const preset = await find(id);
    if (preset !== undefined) return preset;
    throw presetIsGone();
  };
  const importing = createPresetImporting({
    list,
    add: ({ name }, document) => add(folderForNew(options), presetStem(name), document),
  });
  return {
    list,
    find,
    save: async (id, document) => {
      const { name } = parsePreset(document);
      const kept = await find(id);
      if (kept !== undefined) return replace(kept.file, document);
      const stem = parsePresetId(id) ? stemIn(id) : presetStem(name);
      await add(folderForNew(options), stem, document);
    },
    rename: async (id, name) => {
      const { file, document } = await known(id);
      await replace(file, encodePreset({ ...parsePreset(document), name }));
    },
    duplicate: async (id, name) => {
      const { file, document } = await known(id);
      const copy = encodePreset({ ...parsePreset(document), name });
      await add(folderOf(file), presetStem(name), copy);
    },
    remove: async (id) => remove((await known(id)).file),
    importFrom: async (file) => importing.importDocument(await readPresetFile(files, file)),
    ...importing,
    exportTo: async (id, file) => {
      const { document } = await known(id);
      await writeWhole(files, file, new TextEncoder().encode(document), { overwrite: true });
    },
    onChange,
    noteChange,
  };
}

/** Who wants to know when presets change, and the way to tell them. */
function createChangeNews(): Pick<PresetStore, 'onChange' | 'noteChange'> {
  const listeners = new Set<() => void>();
  return {
    onChange: (listener) => {
      const mine = () => listener();
      listeners.add(mine);
      return () => listeners.delete(mine);
    },
    noteChange: () => {
      for (const listener of [...listeners]) listener();
    },
  };
}

/** What is done to the files of presets; `noteChange` is called after each. */
function presetWriting(files: Files, noteChange: () => void) {
  return {
    replace: async (file: Uri, document: string) => {
      await writeWhole(files, file, new TextEncoder().encode(document), { overwrite: true });
      noteChange();
    },
    /** Under the stem, or with the next number that is free. */
    add: async (folder: Uri, stem: string, document: string) => {
      const names = numberedNames(stem, PRESET_ENDING.slice(1));
      await writeBeside(files, folder, names, new TextEncoder().encode(document));
      noteChange();
    },
    remove: async (file: Uri) => {
      await removeFile(files, file);
      noteChange();
    },
  };
}

/** The folder of presets in a workspace folder. */
export const PRESET_FOLDER = '.pastiche';

async function listPresets(
  options: PresetStoreOptions,
  cache: PresetCache,
): Promise<readonly KeptPreset[]> {
  const { files, userFolder } = options;
  const ofWorkspace = options.workspaceFolders().map(({ name, uri }) =>
    listFolder(options, cache, files.at(uri, PRESET_FOLDER), (stem) => ({
      id: workspacePresetId(name, stem),
      origin: 'workspace',
    })),
  );
  const own = listFolder(options, cache, userFolder, (stem) => ({ id: stem, origin: 'user' }));
  const all = (await Promise.all([...ofWorkspace, own])).flat();
  cache.keepOnly(all.map(({ file }) => file));
  return all;
}

async function listFolder(
  { files, log }: PresetStoreOptions,
  cache: PresetCache,
  folder: Uri,
  identify: (stem: string) => Pick<KeptPreset, 'id' | 'origin'>,
): Promise<KeptPreset[]> {
  const names = (await files.list(folder)).filter((name) => name.endsWith(PRESET_ENDING)).sort();
  const presets = names.map(async (name) => {
    const file = files.at(folder, name);
    try {
      const place = identify(name.slice(0, -PRESET_ENDING.length));
      const read = async () => keptPreset(place, file, await readPresetFile(files, file));
      // Who renames a workspace folder gives its presets other ids.
      return [{ ...(await cache.get(file, read)), ...place }];
    } catch (error) {
      log.warn(`The preset ${name} is left out: ${sentenceOf(error)}`);
      return [];
    }
  });
  return (await Promise.all(presets)).flat();
}

/**
 * The text of a preset's file, but no huge one.
 *
 * @throws ExtensionError
 */
export async function readPresetFile(files: Files, file: Uri): Promise<string> {
  const size = await files.sizeOf(file);
  // Letters may have two bytes each.
  const most = LIMITS.PRESET_TEXT_CHARACTERS * 2;
  if (size !== null && size > most) {
    const megabytes = Math.floor(most / 1e6);
    throw new ExtensionError(
      'too-large',
      sentence`A preset file may have ${megabytes} MB, but this one has more.`,
    );
  }
  return decodeText(await files.read(file));
}

function folderForNew(options: PresetStoreOptions): Uri {
  const [first] = options.workspaceFolders();
  const inWorkspace = options.newPresetsGoTo() === 'workspace' && first !== undefined;
  return inWorkspace ? options.files.at(first.uri, PRESET_FOLDER) : options.userFolder;
}

function stemIn(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Not every file system has a trash. */
async function removeFile(files: Files, file: Uri): Promise<void> {
  try {
    await files.remove(file, { trash: true });
  } catch {
    await files.remove(file, { trash: false });
  }
}

export function presetIsGone(): ExtensionError {
  return new ExtensionError('not-found', sentence`This preset is no longer there.`);
}
