import * as vscode from 'vscode';
import { laterCommands } from './commands/later-commands.js';
import { panelCommands } from './commands/panel-commands.js';
import { pictureCommands } from './commands/picture-commands.js';
import { presetCommands } from './commands/preset-commands.js';
import { weightsCommands } from './commands/weights-commands.js';
import { createExtensionParts, type ExtensionParts } from './editor/extension-parts.js';
import { createPresetTree, type PresetNode, presetIdOf } from './editor/preset-tree.js';
import { showRecent } from './editor/recent-keys.js';
import { registerCommands } from './editor/register-commands.js';
import { registerWaysAcross } from './editor/register-ways-across.js';
import type { WaysAcross } from './editor/ways-across.js';
import { PANEL_TYPE } from './editor/webviews.js';
import { PRESET_FOLDER } from './presets/preset-store.js';

/** Called by VS Code when the extension is needed first; only registers. */
export function activate(context: vscode.ExtensionContext): void {
  const parts = createExtensionParts(context);
  const across = waysAcrossLater(context, parts);
  const table = {
    ...pictureCommands({ ...parts, activePicture }),
    ...panelCommands(parts.panels, parts.showLog),
    ...presetCommands({ ...parts, idOf, exportFolder }),
    ...weightsCommands(parts),
    ...laterCommands(async () => (await across()).commands),
  };
  const tree = createPresetTree({
    store: parts.presets,
    files: parts.files,
    say: parts.say,
    styles: vscode.Uri.joinPath(context.extensionUri, 'dist', 'panel', 'styles'),
  });
  context.subscriptions.push(
    registerCommands(table, parts),
    tree,
    vscode.window.registerTreeDataProvider('pastiche.presets', tree),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (panel, state) => parts.restore(panel, state),
    }),
    watchPresets(parts),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) parts.noteMove(oldUri, newUri);
    }),
    registerWaysAcross(across),
  );
  showRecent(parts.recent.list());
}

/** Loads what few sessions need, once. */
function waysAcrossLater(
  context: vscode.ExtensionContext,
  parts: ExtensionParts,
): () => Promise<WaysAcross> {
  let loaded: Promise<WaysAcross> | null = null;
  const load = async () => {
    const { createWaysAcross } = await import('./editor/ways-across.js');
    return createWaysAcross(context, parts, idOf);
  };
  return () => {
    loaded ??= load();
    return loaded;
  };
}

/** The picture in the active tab: VS Code's preview of it, or any editor of its file. */
function activePicture(): vscode.Uri | null {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile ? input.uri : null;
}

function idOf(row: unknown): string | null {
  return typeof row === 'object' && row !== null ? presetIdOf(row as PresetNode) : null;
}

function exportFolder(): vscode.Uri | null {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? null;
}

function watchPresets({ presets }: ExtensionParts): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${PRESET_FOLDER}/*.pastiche.json`);
  watcher.onDidCreate(presets.noteChange);
  watcher.onDidChange(presets.noteChange);
  watcher.onDidDelete(presets.noteChange);
  const folders = vscode.workspace.onDidChangeWorkspaceFolders(presets.noteChange);
  return vscode.Disposable.from(watcher, folders);
}
