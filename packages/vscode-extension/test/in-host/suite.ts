import * as vscode from 'vscode';
import { memoryFiles } from './memory-files.js';
import { type Cases, equal, printLine, runCases, until } from './run-cases.js';

const ID = 'pastiche.pastiche';

/** What holds in every extension host. */
export const CASES: Cases = {
  'the manifest is the extension’s, and it activates': async () => {
    const extension = found();
    equal(extension.packageJSON.publisher, 'pastiche');
    const began = performance.now();
    await extension.activate();
    printLine(`activated in ${(performance.now() - began).toFixed(1)} ms`);
    equal(extension.isActive, true);
  },

  'each command of the manifest is registered': async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const declared: { command: string }[] = found().packageJSON.contributes.commands;
    equal(
      declared
        .map(({ command }) => command)
        .filter((id) => !known.has(id))
        .join(),
      '',
    );
  },

  'a panel opens as a tab, and has its serializer': async () => {
    const isPanel = (tab: vscode.Tab) =>
      tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('pastiche.panel');
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isPanel);
    // The window may bring one back from before.
    await vscode.window.tabGroups.close(tabs());
    await until('no panel', () => tabs().length === 0);
    await vscode.commands.executeCommand('pastiche.stylize', pictureUri());
    await until('a panel', () => tabs().length === 1);
    await vscode.commands.executeCommand('pastiche.stylize', pictureUri());
    equal(tabs().length, 1);
    const serializer = { deserializeWebviewPanel: async () => {} };
    const twice = () => vscode.window.registerWebviewPanelSerializer('pastiche.panel', serializer);
    equal(sentenceOf(twice).includes('already registered'), true);
    await vscode.window.tabGroups.close(tabs());
  },

  'a panel follows its picture to another name': async () => {
    const files = new Map([['/harbour.png', await vscode.workspace.fs.readFile(pictureUri())]]);
    const provider = vscode.workspace.registerFileSystemProvider('dock', memoryFiles(files));
    const at = (path: string) => vscode.Uri.from({ scheme: 'dock', path });
    const tabs = () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    const move = async (from: string, to: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(at(from), at(to));
      equal(await vscode.workspace.applyEdit(edit), true);
    };
    try {
      await vscode.commands.executeCommand('pastiche.stylize', at('/harbour.png'));
      await until('its panel', () => tabs().some(({ label }) => label === 'Pastiche: harbour.png'));
      await move('/harbour.png', '/night.png');
      await until('its new name', () =>
        tabs().some(({ label }) => label === 'Pastiche: night.png'),
      );
      const before = tabs().length;
      // The panel of the picture under its new name is the one that is there.
      await vscode.commands.executeCommand('pastiche.stylize', at('/night.png'));
      equal(tabs().length, before);
      await vscode.window.tabGroups.close(
        tabs().filter(({ label }) => label.includes('night.png')),
      );
    } finally {
      provider.dispose();
    }
  },

  'a picture of a virtual file system is painted, and saved into it': async () => {
    const files = new Map([['/harbour.png', await vscode.workspace.fs.readFile(pictureUri())]]);
    const provider = vscode.workspace.registerFileSystemProvider('cloud', memoryFiles(files));
    try {
      const picture = vscode.Uri.from({ scheme: 'cloud', path: '/harbour.png' });
      void vscode.commands.executeCommand('pastiche.applyBuiltIn.oil-whirls', picture);
      await until('a painting', () => files.has('/harbour.oil-whirls.png'));
      equal([...files.keys()].sort().join(), '/harbour.oil-whirls.png,/harbour.png');
      const painting = files.get('/harbour.oil-whirls.png') ?? new Uint8Array();
      equal(String.fromCharCode(...painting.subarray(1, 4)), 'PNG');
    } finally {
      provider.dispose();
    }
  },

  'a file system that takes nothing is left as it was': async () => {
    const bytes = await vscode.workspace.fs.readFile(pictureUri());
    const files = new Map([['/harbour.png', bytes]]);
    const options = { isReadonly: true };
    const provider = vscode.workspace.registerFileSystemProvider(
      'vault',
      memoryFiles(files),
      options,
    );
    try {
      const picture = vscode.Uri.from({ scheme: 'vault', path: '/harbour.png' });
      // What kind of file system it is goes from one process of the editor to another.
      const isWritable = () => vscode.workspace.fs.isWritableFileSystem('vault');
      await until('an answer', () => isWritable() !== undefined);
      equal(isWritable(), false);
      await vscode.commands.executeCommand('pastiche.stylize', picture);
      equal([...files.keys()].join(), '/harbour.png');
    } finally {
      provider.dispose();
    }
  },
};

/** Called by VS Code. @throws Error that names what failed */
export function run(): Promise<void> {
  return runCases(CASES);
}

function found(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(ID);
  if (extension === undefined) throw new Error(`${ID} should be here, but it is not.`);
  return extension;
}

/** A picture of the workspace. */
export function pictureUri(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('A folder should be open, but none is.');
  return vscode.Uri.joinPath(folder.uri, 'harbour.png');
}

function sentenceOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
