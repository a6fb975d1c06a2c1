import * as vscode from 'vscode';
import { nameOf } from '../pictures/place-names.js';
import type { Choice, FileFilters, Ui } from '../ports/ui.js';

/** What the extension shows, in the editor's own way. */
export function createWindowUi(): Ui {
  const { window } = vscode;
  return {
    tell: async (message, ...actions) =>
      window.showInformationMessage(withoutLinks(message), ...actions),
    complain: async (message, ...actions) =>
      window.showErrorMessage(withoutLinks(message), ...actions),
    confirm: async (question, detail, yes) =>
      (await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes,
    askText: async (prompt, value) => window.showInputBox({ prompt, value }),
    askSecret: async (prompt) =>
      // A token is copied from another window, to which the focus goes.
      window.showInputBox({ prompt, password: true, ignoreFocusOut: true }),
    choose,
    chooseSome,
    pickFile: async (title, filters, near) => {
      const chosen = await window.showOpenDialog({
        title,
        filters: dialogFilters(filters),
        canSelectMany: false,
        ...(near === null ? {} : { defaultUri: vscode.Uri.joinPath(near, '..') }),
      });
      return chosen?.[0] ?? null;
    },
    pickPlace: async (title, filters, suggestion) => {
      const place = placeThatTakes(suggestion);
      const options = { title, filters: dialogFilters(filters) };
      const dialog = place === null ? options : { ...options, defaultUri: place };
      return (await window.showSaveDialog(dialog)) ?? null;
    },
    progress: async (title, work) =>
      window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        (progress, token) => {
          const giveUp = new AbortController();
          token.onCancellationRequested(() => giveUp.abort());
          let before = 0;
          return work((message, share) => {
            progress.report({ message, increment: Math.max(0, share - before) * 100 });
            before = Math.max(before, share);
          }, giveUp.signal);
        },
      ),
    reveal: async (file) => {
      // Only what lies in the workspace is in the Explorer.
      if (!vscode.workspace.getWorkspaceFolder(file)) return;
      await vscode.commands.executeCommand('revealInExplorer', file);
    },
    copy: async (text) => vscode.env.clipboard.writeText(text),
    open: async (file) => {
      await vscode.commands.executeCommand('vscode.open', file);
    },
  };
}

/** Notifications make links of `[text](address)`, also in the name of somebody's preset. */
function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}

/**
 * The editor's dialog does not leave the file system where it begins; where that takes nothing, it is
 * to begin in the workspace.
 */
function placeThatTakes(suggestion: vscode.Uri): vscode.Uri | null {
  const { fs, workspaceFolders = [] } = vscode.workspace;
  const takes = ({ scheme }: vscode.Uri) => fs.isWritableFileSystem(scheme) !== false;
  if (takes(suggestion)) return suggestion;
  const folder = workspaceFolders.map(({ uri }) => uri).find(takes);
  return folder === undefined ? null : vscode.Uri.joinPath(folder, nameOf(suggestion));
}

async function choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
  const items = choices.flatMap(({ label, description = '', value, heading }) => [
    ...(heading === undefined
      ? []
      : [{ label: heading, kind: vscode.QuickPickItemKind.Separator, value: null }]),
    { label, description, kind: vscode.QuickPickItemKind.Default, value: { chosen: value } },
  ]);
  return (await vscode.window.showQuickPick(items, picking(title)))?.value?.chosen;
}

async function chooseSome<T>(
  title: string,
  choices: readonly Choice<T>[],
): Promise<readonly T[] | undefined> {
  const items = choices.map(({ label, description = '', value }) => ({
    label,
    description,
    picked: true,
    value,
  }));
  const options = { ...picking(title), canPickMany: true } as const;
  const chosen = await vscode.window.showQuickPick(items, options);
  return chosen?.map(({ value }) => value);
}

function picking(title: string) {
  return { title, placeHolder: title, matchOnDescription: true };
}

function dialogFilters(filters: FileFilters): Record<string, string[]> {
  return Object.fromEntries(Object.entries(filters).map(([name, endings]) => [name, [...endings]]));
}
