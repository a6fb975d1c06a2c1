import * as vscode from 'vscode';

/**
 * Tells where files can go to a trash. The editor has no question for that: it has one only for files of the
 * desktop that it runs on, not on servers, in containers, in WSL or in a browser.
 *
 * @param kind where this extension runs
 */
export function trashOf(kind: vscode.ExtensionKind): (place: vscode.Uri) => boolean {
  const { uiKind, remoteName } = vscode.env;
  const isElsewhere = remoteName !== undefined && kind === vscode.ExtensionKind.Workspace;
  const isDesktop = uiKind === vscode.UIKind.Desktop && !isElsewhere;
  return ({ scheme }) => isDesktop && scheme === 'file';
}
