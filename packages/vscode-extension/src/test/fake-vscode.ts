import { vi } from 'vitest';
import type * as vscode from 'vscode';
import { fakeUri, joinFake } from './fake-uri.js';
import { createFakeWebviewPanel } from './fake-webview.js';

/**
 * As much of VS Code's interface as the tests of `src/editor` need.
 *
 * @example
 * vi.mock('vscode', async () => (await import('../test/fake-vscode.js')).fakeVscode());
 */
export function fakeVscode() {
  const registerCommand: typeof vscode.commands.registerCommand = () => Disposable(() => {});
  const createWebviewPanel: typeof vscode.window.createWebviewPanel = () => {
    const { panel } = createFakeWebviewPanel();
    panel.webview.asWebviewUri = (uri) => uri.with({ scheme: 'page' });
    return panel;
  };
  const from: typeof vscode.Disposable.from = (...all) =>
    Disposable(() => {
      for (const one of all) one.dispose();
    });
  return {
    Disposable: Object.assign(Disposable, { from }),
    EventEmitter,
    MarkdownString,
    ThemeIcon,
    TreeItem,
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    Uri: { joinPath: joinFake satisfies typeof vscode.Uri.joinPath },
    ViewColumn: { Active: -1 },
    commands: { registerCommand: vi.fn(registerCommand) },
    env: { language: 'en' },
    l10n: { bundle: undefined },
    window: {
      createWebviewPanel: vi.fn(createWebviewPanel),
      showSaveDialog: vi.fn<typeof vscode.window.showSaveDialog>(async () => undefined),
    },
    workspace: {
      fs: { isWritableFileSystem: vi.fn<(scheme: string) => boolean | undefined>(() => true) },
      workspaceFolders: [{ name: 'ws', index: 0, uri: fakeUri('/ws') }],
    },
  };
}

// Of the editor these are classes; `new` takes what a function returns.

function Disposable(dispose: () => void): vscode.Disposable {
  return { dispose };
}

function EventEmitter<T>(): vscode.EventEmitter<T> {
  const listeners = new Set<(value: T) => unknown>();
  return {
    event: (listener) => {
      listeners.add(listener);
      return Disposable(() => listeners.delete(listener));
    },
    fire: (value) => {
      for (const listener of listeners) listener(value);
    },
    dispose: () => listeners.clear(),
  };
}

function TreeItem(label: string, collapsibleState = 0): vscode.TreeItem {
  return { label, collapsibleState };
}

function ThemeIcon(id: string): Pick<vscode.ThemeIcon, 'id'> {
  return { id };
}

interface FakeMarkdown {
  value: string;
  appendText(text: string): FakeMarkdown;
  appendMarkdown(text: string): FakeMarkdown;
}

/** Its value shows what would be read as Markdown, and ‹what would not›. */
function MarkdownString(): FakeMarkdown {
  const markdown: FakeMarkdown = {
    value: '',
    appendText: (text) => markdown.appendMarkdown(`‹${text}›`),
    appendMarkdown: (text) => {
      markdown.value += text;
      return markdown;
    },
  };
  return markdown;
}
