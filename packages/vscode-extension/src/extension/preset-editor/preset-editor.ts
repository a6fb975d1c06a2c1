import { createChannel, type EventOf, REALM_TIMERS } from '@pastiche/panel/channel';
import { type Say, sentence } from '@pastiche/panel/core';
import type { Uri, WebviewPanel } from 'vscode';
import {
  PRESET_CHANNEL,
  PRESET_EDITOR_CONTRACT,
  PRESET_PAGE_CONTRACT,
} from '../../shared/preset-editor-contract.js';
import { webviewTransport } from '../pages/webview-transport.js';
import type { PanelRegistry } from '../panel/panel-registry.js';
import type { WatchFile } from '../panel/stylize-panel.js';
import { nameOf } from '../pictures/place-names.js';
import { sentenceOf, toldBy } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import type { Log } from '../ports/log.js';
import type { Ui } from '../ports/ui.js';
import { importedSentence } from '../presets/preset-importing.js';
import { type PresetStore, readPresetFile } from '../presets/preset-store.js';
import type { ShareStrings } from '../presets/share-strings.js';
import { presetPageWords, presetView } from './preset-view.js';

/** What all open presets share. */
export interface PresetEditorServices {
  readonly files: Files;
  readonly ui: Ui;
  readonly log: Log;
  readonly say: Say;
  readonly presets: PresetStore;
  readonly panels: PanelRegistry;
  readonly shareStrings: ShareStrings;
  readonly watch: WatchFile;
  readonly clipboard: { writeText(text: string): PromiseLike<void> };
  /** Lets the person choose a picture. */
  pickPicture(): Promise<Uri | null>;
  /** Opens a file in the editor for text. */
  openAsText(file: Uri): Promise<void>;
}

export interface PresetEditorOptions {
  /** With its options set and its page not yet loaded. */
  readonly webviewPanel: WebviewPanel;
  readonly html: string;
  readonly file: Uri;
}

type Action = EventOf<typeof PRESET_EDITOR_CONTRACT, 'act'>['action'];

/** Shows a preset's file for as long as its tab is open, and follows its changes. */
export function openPresetEditor(
  { webviewPanel, html, file }: PresetEditorOptions,
  services: PresetEditorServices,
): void {
  const { say, log, ui } = services;
  const name = nameOf(file);
  const read = () => readPresetFile(services.files, file);
  const view = () => presetView(name, read, say);
  const act = async (action: Action) => {
    try {
      await DOING[action](file, read, services);
    } catch (error) {
      log.error(`${name}: ${sentenceOf(error)}`);
      await ui.complain(toldBy(error, say));
    }
  };
  const channel = createChannel({
    transport: webviewTransport(webviewPanel.webview),
    timers: REALM_TIMERS,
    name: PRESET_CHANNEL,
    mine: PRESET_EDITOR_CONTRACT,
    theirs: PRESET_PAGE_CONTRACT,
    onProblem: (problem) => log.warn(problem),
    handlers: {
      requests: { opening: async () => ({ words: presetPageWords(say), shown: await view() }) },
      events: { act: ({ action }) => void act(action) },
    },
  });
  let changes = 0;
  const show = async () => {
    changes += 1;
    const mine = changes;
    const shown = await view();
    // Two readings may end in another order than they began.
    if (mine === changes) channel.tell('show', { shown });
  };
  const stopWatching = services.watch(file, { changed: show, removed: show });
  webviewPanel.webview.html = html;
  webviewPanel.onDidDispose(() => {
    changes = Number.POSITIVE_INFINITY;
    stopWatching();
    channel.close(sentence`The tab of the preset was closed.`);
  });
}

type Do = (file: Uri, read: () => Promise<string>, services: PresetEditorServices) => Promise<void>;

const DOING: Readonly<Record<Action, Do>> = {
  apply: async (file, read, { presets, panels, pickPicture }) => {
    const picture = await pickPicture();
    if (picture === null) return;
    const kept = (await presets.list()).find((preset) => `${preset.file}` === `${file}`);
    const panel = panels.open(picture);
    if (kept !== undefined) panel.wish({ kind: 'choosePreset', id: `preset:${kept.id}` });
    else {
      const bytes = new TextEncoder().encode(await read());
      panel.wish({ kind: 'useStyle', name: nameOf(file), bytes });
    }
    panel.reveal();
  },
  save: async (_, read, { presets, ui, say }) => {
    await ui.tell(say(importedSentence(await presets.importDocument(await read()))));
  },
  copyString: async (file, read, { shareStrings, clipboard, ui, say }) => {
    await clipboard.writeText(await shareStrings.write(await read()));
    await ui.tell(say(sentence`The share string of ${nameOf(file)} is on the clipboard.`));
  },
  openText: (file, _, { openAsText }) => openAsText(file),
};
