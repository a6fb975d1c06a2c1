import { type Say, sayIn } from '@pastiche/panel/core';
import * as vscode from 'vscode';
import { parsePanelState } from '../../shared/panel-state.js';
import { type BatchPage, openBatchPage } from '../batch/batch-page.js';
import { type Batcher, createBatcher, type Repaint } from '../batch/create-batcher.js';
import { createPanelRegistry, type PanelRegistry } from '../panel/panel-registry.js';
import { createSessionFiles } from '../panel/session-files.js';
import { createSessions } from '../panel/sessions.js';
import { createStylizePanel, type PanelServices } from '../panel/stylize-panel.js';
import { createTabNames } from '../panel/tab-names.js';
import { createTurns, pageInTurn } from '../panel/turns.js';
import { panelSettings } from '../panel/workspace-host.js';
import { createMoves, type Moves } from '../pictures/moves.js';
import type { Files } from '../ports/files.js';
import type { Log } from '../ports/log.js';
import type { Memento } from '../ports/memento.js';
import { createPresetStore, type PresetStore } from '../presets/preset-store.js';
import { createRecentPresets, type RecentPresets } from '../presets/recent-presets.js';
import { createReplacements, type Replacements } from '../saving/replacements.js';
import { createWeightsStore, type WeightsStore } from '../weights/weights-store.js';
import { editorLanguage } from './editor-language.js';
import { outputSettingsFor, presetLocation, weightsSourceSetting } from './extension-settings.js';
import { rootOf } from './find-pictures.js';
import { trashOf } from './has-trash.js';
import { showRecent } from './recent-keys.js';
import { createStatusBar } from './status-bar.js';
import { watchFile } from './watch-file.js';
import { createWebviews, type Webviews } from './webviews.js';
import { createWindowUi } from './window-ui.js';
import { createWorkspaceFiles } from './workspace-files.js';

/** Everything that lives as long as the extension. */
export interface ExtensionParts {
  readonly files: Files;
  readonly ui: ReturnType<typeof createWindowUi>;
  readonly log: Log;
  readonly say: Say;
  readonly memento: Memento;
  readonly presets: PresetStore;
  readonly recent: RecentPresets;
  readonly weights: WeightsStore;
  readonly panels: PanelRegistry;
  readonly replacements: Replacements;
  readonly moves: Moves;
  /** A file or a folder was moved. */
  noteMove(from: vscode.Uri, to: vscode.Uri): void;
  readonly batch: Batcher;
  readonly repaint: Repaint;
  showLog(): void;
  /** Takes in a panel that a reload left. */
  restore(webviewPanel: vscode.WebviewPanel, state: unknown): void;
}

/** Makes the parts and lets each know what it needs of the others. */
export function createExtensionParts(context: vscode.ExtensionContext): ExtensionParts {
  const output = vscode.window.createOutputChannel('Pastiche', { log: true });
  const say = sayIn(editorLanguage());
  const status = createStatusBar('pastiche.showPainting', say);
  context.subscriptions.push(output, status);
  const ui = createWindowUi();
  const memento = createMemento(context.globalState);
  const sessions = createSessions(createMemento(context.workspaceState));
  const files = createWorkspaceFiles({
    fs: vscode.workspace.fs,
    join: (base, ...names) => vscode.Uri.joinPath(base, ...names),
    hasTrash: trashOf(context.extension.extensionKind),
  });
  const kept = { files, log: output, say };
  const { weights, presets } = storesOf(context, kept);
  const webviews = createWebviews({ extension: context.extensionUri, weights: weights.folder });
  const recent = createRecentPresets(memento, showRecent);
  const services: PanelServices = {
    ...kept,
    ...ofWorkspace(context, kept),
    turns: createTurns(),
    tabNames: createTabNames(),
    ui,
    memento,
    presets,
    recent,
    weights,
    watch: watchFile,
    sessions,
    settingsFor: outputSettingsFor,
    rootOf,
    now: () => new Date(),
    onMoved: (from, to) => noteMove(from, to),
    onWeights: () => {},
  };
  const showLog = () => output.show();
  const panels = createPanelRegistry({
    create: panelMaker(webviews, services, () => webviews.createPanel()),
    onOverall: status.show,
  });
  const noteMove = (from: vscode.Uri, to: vscode.Uri) => {
    for (const each of [services.moves, services.replacements, panels]) each.follow(from, to);
  };
  const openPage = (title: string) => openBatch(title, webviews, services);
  return {
    ...services,
    ui,
    recent,
    panels,
    noteMove,
    showLog,
    ...createBatcher({ ...services, recent, openPage, showLog }),
    restore: (webviewPanel, state) => {
      const parsed = sessions.resume(parsePanelState(state), panels.pictures());
      restorePanel(webviewPanel, parsed, { webviews, services, panels });
    },
  };
}

/** What the person keeps between sessions. */
function storesOf(
  { globalStorageUri }: vscode.ExtensionContext,
  kept: Pick<ExtensionParts, 'files' | 'log' | 'say'>,
): Pick<ExtensionParts, 'weights' | 'presets'> {
  return {
    weights: createWeightsStore({
      ...kept,
      folder: vscode.Uri.joinPath(globalStorageUri, 'weights', 'vgg19'),
      sourceSetting: weightsSourceSetting,
      fileAt: (path) => vscode.Uri.file(path),
    }),
    presets: createPresetStore({
      ...kept,
      userFolder: vscode.Uri.joinPath(globalStorageUri, 'presets'),
      workspaceFolders: () => vscode.workspace.workspaceFolders ?? [],
      newPresetsGoTo: presetLocation,
    }),
  };
}

function restorePanel(
  webviewPanel: vscode.WebviewPanel,
  state: ReturnType<typeof parsePanelState>,
  parts: { webviews: Webviews; services: PanelServices; panels: PanelRegistry },
): void {
  const { webviews, services, panels } = parts;
  const picture = state === null ? null : parsedUri(state.uri);
  // A tab comes back once it is looked at; by then its picture may be open in another.
  if (picture !== null && panels.show(picture)) {
    webviewPanel.dispose();
    return;
  }
  webviews.prepare(webviewPanel);
  panels.adopt(
    panelMaker(webviews, services, () => webviewPanel, state),
    picture,
  );
}

/** What belongs to this workspace; windows without one share theirs. */
function ofWorkspace(
  context: vscode.ExtensionContext,
  kept: Pick<PanelServices, 'files' | 'log'>,
): Pick<PanelServices, 'sessionFiles' | 'replacements' | 'moves'> {
  const { storageUri, globalStorageUri, workspaceState, globalState } = context;
  const memento = createMemento(storageUri ? workspaceState : globalState);
  const at = (name: string) => vscode.Uri.joinPath(storageUri ?? globalStorageUri, name);
  const stored = { ...kept, memento, parseUri: parsedUri };
  return {
    sessionFiles: createSessionFiles({ ...stored, folder: at('sessions') }),
    replacements: createReplacements({ ...stored, folder: at('replaced') }),
    moves: createMoves(stored),
  };
}

function panelMaker(
  webviews: Webviews,
  services: PanelServices,
  webview: () => vscode.WebviewPanel,
  state: ReturnType<typeof parsePanelState> = null,
): Parameters<PanelRegistry['adopt']>[0] {
  return (events) => {
    const webviewPanel = webview();
    const html = webviews.html(webviewPanel, 'panel-page');
    const weightsBase = webviews.weightsBase(webviewPanel);
    return createStylizePanel({ ...events, webviewPanel, state, html, weightsBase }, services);
  };
}

async function openBatch(
  title: string,
  webviews: Webviews,
  services: PanelServices,
): Promise<BatchPage> {
  const webviewPanel = webviews.createBatch(title);
  const page = await openBatchPage({
    ...services,
    webviewPanel,
    html: webviews.html(webviewPanel, 'batch-page'),
    weightsBase: webviews.weightsBase(webviewPanel),
    settings: JSON.stringify(panelSettings(services.memento)),
  });
  return pageInTurn(page, services.turns);
}

function createMemento(memento: vscode.Memento): Memento {
  return {
    get: (key) => memento.get(key),
    set: async (key, value) => memento.update(key, value),
  };
}

function parsedUri(text: string): vscode.Uri | null {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return null;
  }
}
