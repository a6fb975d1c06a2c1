import { fnv1a, type Said, sentence } from '@pastiche/panel/core';
import type { Host, HostEvents, HostFile } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import { maskBeside } from '../pictures/mask-beside.js';
import type { Moves } from '../pictures/moves.js';
import { folderOf, moved, nameOf } from '../pictures/place-names.js';
import { readPicture } from '../pictures/read-picture.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { Memento } from '../ports/memento.js';
import { parsePresetId } from '../presets/preset-names.js';
import type { PresetStore } from '../presets/preset-store.js';
import { createPaintingSaver, knownPlace, SAVING_ACTIONS } from '../saving/painting-saver.js';
import type { Replacements } from '../saving/replacements.js';
import type { SavingServices } from '../saving/save-beside.js';
import { writeWhole } from '../saving/write-painting.js';
import { type PickServices, pickPicture, pickStyle } from './host-files.js';
import type { SessionFiles } from './session-files.js';

const SETTINGS = 'panelSettings';

export interface WorkspaceHostOptions extends PickServices, SavingServices {
  readonly presets: PresetStore;
  readonly memento: Memento;
  readonly sessionFiles: SessionFiles;
  readonly replacements: Replacements;
  readonly moves: Moves;
  /** Address below which the page finds VGG19's files, with a slash at the end. */
  readonly weightsBase: string;
  /** The picture that the panel begins with. */
  readonly picture: Uri | null;
  /** Whether the person sees the panel. */
  isVisible(): boolean;
  /** Told when another picture is shown. */
  onPlace(picture: Uri): void;
}

/** The host of one panel: files of the workspace in, files of the workspace out. */
export interface WorkspaceHost extends Host {
  readonly picture: Uri | null;
  /** Something was moved: the panel's picture, one that it showed before, or what they lie in. */
  follow(from: Uri, to: Uri): Promise<void>;
  /** Which of these files holds the picture as it was read last; `null`: none. */
  findPicture(files: readonly Uri[]): Promise<Uri | null>;
  /** Reads the picture anew, because its file changed. */
  refresh(): Promise<void>;
  close(): void;
}

export function createWorkspaceHost(options: WorkspaceHostOptions): WorkspaceHost {
  const { presets, memento, sessionFiles, ui } = options;
  const listeners = new Set<HostEvents>();
  const shown = shownPicture(options);
  const stopFollowing = presets.onChange(() => {
    for (const listener of [...listeners]) listener.presetsChanged();
  });
  return {
    get picture() {
      return shown.place();
    },
    capabilities: CAPABILITIES,
    readContent: async ({ pick }) => (pick ? shown.pick() : shown.read()),
    readStyle: () => pickStyle(options, shown.place()),
    ...presetMethods(presets),
    weights: async () => ({ kind: 'address', baseUrl: options.weightsBase, cache: false }),
    readWeights: async (file) => {
      throw new ExtensionError('failed', sentence`${file} should be fetched from its address.`);
    },
    writeResult: createPaintingSaver({ ...options, origin: shown.origin }),
    writeFile: (file) => writeFile(file, options, shown.place()),
    readSettings: async () => panelSettings(memento),
    writeSettings: (settings) => memento.set(SETTINGS, settings),
    ...sessionMethods(sessionFiles, shown.place),
    notify: (message, kind) => {
      // A panel that is in sight shows the same itself.
      if (!options.isVisible()) void (kind === 'error' ? ui.complain(message) : ui.tell(message));
    },
    listen: (events) => {
      listeners.add(events);
      return () => listeners.delete(events);
    },
    refresh: async () => {
      const content = await shown.read();
      if (content === null) return;
      for (const listener of [...listeners]) listener.contentChanged(content);
    },
    follow: async (from, to) => {
      const before = shown.place();
      shown.follow(from, to);
      const place = shown.place();
      if (before === null || place === null || place === before) return;
      const session = await sessionFiles.read(`${before}`);
      if (session !== null) await sessionFiles.write(`${place}`, session);
      options.onPlace(place);
    },
    findPicture: shown.find,
    close: () => {
      stopFollowing();
      listeners.clear();
    },
  };
}

/** The picture that a panel shows, and where those lie that it has shown before. */
function shownPicture(options: WorkspaceHostOptions) {
  // By the ids that the page was given: two pictures may have one name.
  const seen = new Map<string, Uri>();
  const idOf = (file: Uri) => {
    const id = file.toString();
    seen.set(id, file);
    return id;
  };
  let picture = options.picture;
  // A painting that a reload brings back may be of a picture that can no longer be read.
  if (picture !== null) {
    idOf(picture);
    for (const earlier of options.moves.before(picture)) seen.set(`${earlier}`, picture);
  }
  let sum: number | null = null;
  const readAt = async (file: Uri) => {
    const content = await readPicture(file, options);
    sum = fnv1a(content.bytes);
    return { ...content, id: idOf(file), protect: await maskBeside(file, options) };
  };
  return {
    place: () => picture,
    read: async () => (picture === null ? null : readAt(picture)),
    /** Another one, if the person chooses one that can be read. */
    pick: async () => {
      const chosen = await pickPicture(options, picture);
      if (chosen === null) return null;
      const content = await readAt(chosen);
      picture = chosen;
      options.onPlace(chosen);
      return content;
    },
    follow: (from: Uri, to: Uri) => {
      if (picture !== null) picture = moved(picture, from, to);
      for (const [id, file] of seen) seen.set(id, moved(file, from, to));
    },
    find: async (places: readonly Uri[]) => {
      for (const place of places) {
        const bytes = await options.files.read(place).catch(() => null);
        if (bytes !== null && fnv1a(bytes) === sum) return place;
      }
      return null;
    },
    origin: (contentId: string | null) => ({
      known: contentId === null ? null : (seen.get(contentId) ?? null),
      nearest: picture,
    }),
  };
}

const CAPABILITIES: Host['capabilities'] = {
  actions: SAVING_ACTIONS,
  picksContent: true,
  styleLabel: sentence`From the workspace…`,
  contentNoun: null,
  keepsPresets: true,
  keepsSessions: true,
};

/** What the panel set last, wherever it was. */
export function panelSettings(memento: Memento): unknown {
  return memento.get(SETTINGS) ?? null;
}

function sessionMethods(
  sessions: SessionFiles,
  picture: () => Uri | null,
): Required<Pick<Host, 'readSession' | 'writeSession'>> {
  return {
    readSession: async () => {
      const uri = picture();
      return uri === null ? null : sessions.read(uri.toString());
    },
    writeSession: async (session) => {
      const uri = picture()?.toString();
      if (uri === undefined) return;
      await (session === null ? sessions.remove(uri) : sessions.write(uri, session));
    },
  };
}

function presetMethods(
  presets: PresetStore,
): Pick<Host, 'listPresets' | 'savePreset' | 'deletePreset'> {
  return {
    listPresets: async () => (await presets.list()).map(({ id, document }) => ({ id, document })),
    savePreset: ({ id, document }) => presets.save(id, document),
    deletePreset: async (id) => {
      // One that was deleted elsewhere meanwhile is as the person wants it.
      if (parsePresetId(id) !== null && (await presets.find(id))) await presets.remove(id);
    },
  };
}

async function writeFile(
  { name, mediaType, bytes }: HostFile,
  { files, ui, say }: WorkspaceHostOptions,
  picture: Uri | null,
): Promise<Said | null> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const suggestion = files.at(folderOf(knownPlace(picture)), name);
  const chosen = await ui.pickPlace(
    say(sentence`Save ${name}`),
    { [mediaType]: [ending] },
    suggestion,
  );
  if (chosen === null) return null;
  await writeWhole(files, chosen, bytes, { overwrite: true });
  return sentence`Saved as ${nameOf(chosen)}.`;
}
