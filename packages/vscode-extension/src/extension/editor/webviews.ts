import * as vscode from 'vscode';
import { createNonce, type WebviewPageOptions, webviewPage } from '../pages/webview-page.js';
import { editorLanguage } from './editor-language.js';

/** The type of the panels that are restored after a reload. */
export const PANEL_TYPE = 'pastiche.panel';
const BATCH_TYPE = 'pastiche.batch';

export interface WebviewPlaces {
  /** The extension's own folder. */
  readonly extension: vscode.Uri;
  /** Where VGG19 is kept. */
  readonly weights: vscode.Uri;
}

/** Makes webviews and the pages in them. */
export interface Webviews {
  createPanel(): vscode.WebviewPanel;
  createBatch(title: string): vscode.WebviewPanel;
  /** Sets what a webview may do; also after a reload, which forgets it. */
  prepare(panel: vscode.WebviewPanel): void;
  html(panel: vscode.WebviewPanel, page: WebviewPageOptions['page']): string;
  /** The address of VGG19's folder as a page sees it, with a slash at the end. */
  weightsBase(panel: vscode.WebviewPanel): string;
}

export function createWebviews({ extension, weights }: WebviewPlaces): Webviews {
  const at = (...names: string[]) => vscode.Uri.joinPath(extension, ...names);
  const prepare = (panel: vscode.WebviewPanel) => {
    // Nothing of the workspace: pictures come as messages.
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [at('dist', 'panel'), weights],
    };
    panel.iconPath = {
      light: at('media', 'icons', 'palette-light.svg'),
      dark: at('media', 'icons', 'palette-dark.svg'),
    };
  };
  const create = (type: string, title: string, preserveFocus: boolean) => {
    const where = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    // A painting goes on while its tab is hidden; a page made anew would have lost it.
    const options = { retainContextWhenHidden: true };
    const panel = vscode.window.createWebviewPanel(type, title, where, options);
    prepare(panel);
    return panel;
  };
  return {
    createPanel: () => create(PANEL_TYPE, 'Pastiche', false),
    createBatch: (title) => create(BATCH_TYPE, title, true),
    prepare,
    html: ({ webview }, page) =>
      webviewPage({
        page,
        title: 'Pastiche',
        base: `${webview.asWebviewUri(at('dist', 'panel'))}/`,
        cspSource: webview.cspSource,
        nonce: createNonce(),
        language: editorLanguage(),
      }),
    weightsBase: ({ webview }) => `${webview.asWebviewUri(weights)}/`,
  };
}
