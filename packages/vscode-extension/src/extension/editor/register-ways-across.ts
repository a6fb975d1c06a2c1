import * as vscode from 'vscode';
import type { WaysAcross } from './ways-across.js';

/** The type of the editor of `*.pastiche.json`. */
const EDITOR_TYPE = 'pastiche.preset';

/** Registers what VS Code opens by itself: preset files and links; their code is loaded then. */
export function registerWaysAcross(load: () => Promise<WaysAcross>): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
    resolveCustomEditor: async ({ uri }, webviewPanel) =>
      (await load()).showPresetFile(uri, webviewPanel),
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(EDITOR_TYPE, provider, {
      supportsMultipleEditorsPerDocument: true,
    }),
    vscode.window.registerUriHandler({ handleUri: async (uri) => (await load()).followLink(uri) }),
  );
}
