import { diskFiles } from './disk-files.js';
import { DiskUri } from './disk-uri.js';
import type { WebviewTab } from './webview-tab.js';

type Command = (...given: unknown[]) => unknown;

/** As much of VS Code as the extension's batch uses, without a workbench. */
export interface SimulatedEditor {
  /** What `require('vscode')` answers. */
  readonly vscode: object;
  /** What `activate` is given. */
  readonly context: object;
  run(command: string, ...given: unknown[]): Promise<void>;
  /** What was shown since it was asked last. */
  shown(): { readonly kind: 'information' | 'error'; readonly words: string }[];
  /** Gives up what shows its progress. */
  cancel(): void;
}

export interface EditorOptions {
  /** Folder of the built extension. */
  readonly extension: string;
  readonly storage: string;
  readonly state: ReadonlyMap<string, unknown>;
  openTab(): WebviewTab;
}

export function createSimulatedEditor(options: EditorOptions): SimulatedEditor {
  const commands = new Map<string, Command>();
  const shown: { kind: 'information' | 'error'; words: string }[] = [];
  const cancels = new Set<() => void>();
  const show = (kind: 'information' | 'error') => async (words: string) => {
    shown.push({ kind, words });
  };
  const nothing = () => disposable();
  const commandsOf = {
    registerCommand: (id: string, run: Command) => {
      commands.set(id, run);
      return disposable(() => commands.delete(id));
    },
    executeCommand: async (id: string, ...given: unknown[]) => commands.get(id)?.(...given),
  };
  const window = {
    createOutputChannel: () => ({ ...LOG, ...disposable() }),
    createStatusBarItem: () => ({ show: () => {}, hide: () => {}, ...disposable() }),
    createWebviewPanel: options.openTab,
    showInformationMessage: show('information'),
    showErrorMessage: show('error'),
    showWarningMessage: show('error'),
    ...{ registerTreeDataProvider: nothing, registerWebviewPanelSerializer: nothing },
    ...{ registerCustomEditorProvider: nothing, registerUriHandler: nothing },
    tabGroups: { activeTabGroup: {} },
    withProgress: (_: unknown, work: (progress: object, token: object) => Promise<unknown>) => {
      const token = { onCancellationRequested: (listener: () => void) => cancels.add(listener) };
      return work({ report: () => {} }, token).finally(() => cancels.clear());
    },
  };
  return {
    vscode: { ...ENUMS, Uri: DiskUri, commands: commandsOf, window, workspace: WORKSPACE },
    context: contextOf(options),
    run: async (command, ...given) => void (await commandsOf.executeCommand(command, ...given)),
    shown: () => shown.splice(0),
    cancel: () => {
      for (const listener of cancels) listener();
    },
  };
}

const LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, show: () => {} };

/** Also the classes and names that the editor has only at run time. */
const ENUMS = {
  Disposable: Object.assign(disposable, { from: () => disposable() }),
  EventEmitter: class {
    readonly event = () => disposable();
    fire() {}
    dispose() {}
  },
  RelativePattern: class {},
  TreeItem: class {},
  ThemeIcon: class {},
  MarkdownString: class {},
  TabInputCustom: class {},
  TabInputText: class {},
  ExtensionKind: { UI: 1, Workspace: 2 },
  UIKind: { Desktop: 1, Web: 2 },
  ProgressLocation: { Notification: 15 },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  StatusBarAlignment: { Left: 1 },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  ViewColumn: { Active: -1 },
  env: { language: 'en', uiKind: 1, uriScheme: 'vscode', clipboard: { writeText: async () => {} } },
  l10n: { bundle: undefined },
};

const WORKSPACE = {
  fs: diskFiles,
  workspaceFolders: undefined,
  getConfiguration: () => ({ get: () => undefined }),
  getWorkspaceFolder: () => undefined,
  findFiles: async () => [],
  createFileSystemWatcher: () => ({
    ...{ onDidCreate: () => disposable(), onDidChange: () => disposable() },
    ...{ onDidDelete: () => disposable(), ...disposable() },
  }),
  onDidRenameFiles: () => disposable(),
  onDidChangeWorkspaceFolders: () => disposable(),
};

function contextOf({ extension, storage, state }: EditorOptions): object {
  const kept = new Map(state);
  const memento = {
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
  return {
    subscriptions: [],
    extensionUri: DiskUri.file(extension),
    globalStorageUri: DiskUri.file(storage),
    storageUri: undefined,
    globalState: memento,
    workspaceState: memento,
    extension: { extensionKind: 1 },
  };
}

function disposable(dispose: () => void = () => {}) {
  return { dispose };
}
