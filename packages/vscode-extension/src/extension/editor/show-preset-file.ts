import * as vscode from 'vscode';
import { createNonce } from '../pages/webview-page.js';
import { openPresetEditor, type PresetEditorServices } from '../preset-editor/preset-editor.js';
import { presetPageHtml } from '../preset-editor/preset-page-html.js';
import { editorLanguage } from './editor-language.js';

/** Shows a preset's file in a webview that VS Code made for it. */
export function showPresetFile(
  file: vscode.Uri,
  webviewPanel: vscode.WebviewPanel,
  extension: vscode.Uri,
  services: PresetEditorServices,
): void {
  const folder = vscode.Uri.joinPath(extension, 'dist', 'panel');
  const { webview } = webviewPanel;
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const html = presetPageHtml({
    base: `${webview.asWebviewUri(folder)}/`,
    cspSource: webview.cspSource,
    nonce: createNonce(),
    language: editorLanguage().tag,
  });
  openPresetEditor({ webviewPanel, html, file }, services);
}

/** Opens a preset's file in the editor for text. */
export async function openAsText(file: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', file, 'default');
}
