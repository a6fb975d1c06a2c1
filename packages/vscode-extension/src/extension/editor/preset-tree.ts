import { BUILT_IN_PRESETS, type Say, sentence } from '@pastiche/panel/core';
import * as vscode from 'vscode';
import type { Files } from '../ports/files.js';
import { dataUrl, type KeptPreset } from '../presets/kept-preset.js';
import type { PresetStore } from '../presets/preset-store.js';

/** A row: a group, or a preset in it. */
export type PresetNode =
  | { readonly kind: 'group'; readonly origin: 'built-in' | 'workspace' | 'user' }
  | {
      readonly kind: 'built-in';
      readonly id: string;
      readonly name: string;
      readonly about: string;
    }
  | { readonly kind: 'kept'; readonly preset: KeptPreset };

export interface PresetTreeOptions {
  readonly store: PresetStore;
  readonly files: Files;
  readonly say: Say;
  /** The folder of the built-in styles' pictures. */
  readonly styles: vscode.Uri;
}

/** The id by which a preset is applied. */
export function presetIdOf(node: PresetNode): string | null {
  if (node.kind === 'group') return null;
  return node.kind === 'kept' ? node.preset.id : `built-in:${node.id}`;
}

/** The presets as a tree; their pictures are read when a tooltip is shown. */
export function createPresetTree(
  options: PresetTreeOptions,
): vscode.TreeDataProvider<PresetNode> & { dispose(): void } {
  const changed = new vscode.EventEmitter<undefined>();
  const stop = options.store.onChange(() => changed.fire(undefined));
  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => itemOf(node, options.say),
    getChildren: (node) => childrenOf(node, options),
    resolveTreeItem: (item, node) => withPicture(item, node, options),
    dispose: () => {
      stop();
      changed.dispose();
    },
  };
}

async function childrenOf(
  node: PresetNode | undefined,
  { store, say }: PresetTreeOptions,
): Promise<PresetNode[]> {
  if (node === undefined) {
    const kept = await store.list();
    const origins = (['workspace', 'user'] as const).filter((origin) =>
      kept.some((preset) => preset.origin === origin),
    );
    return [...origins, 'built-in' as const].map((origin) => ({ kind: 'group', origin }));
  }
  if (node.kind !== 'group') return [];
  if (node.origin === 'built-in') {
    return BUILT_IN_PRESETS.map(({ id, name, description }) => ({
      kind: 'built-in',
      id,
      name: say({ pattern: name, values: [] }),
      about: say({ pattern: description, values: [] }),
    }));
  }
  const kept = await store.list();
  return kept
    .filter(({ origin }) => origin === node.origin)
    .map((preset) => ({ kind: 'kept', preset }));
}

function itemOf(node: PresetNode, say: Say): vscode.TreeItem {
  if (node.kind === 'group') return groupItem(node.origin, say);
  const isKept = node.kind === 'kept';
  const item = new vscode.TreeItem(isKept ? node.preset.name : node.name);
  item.id = presetIdOf(node) ?? '';
  item.contextValue = isKept ? `preset.${node.preset.origin}` : 'preset.built-in';
  item.iconPath = new vscode.ThemeIcon('symbol-color');
  item.command = {
    command: 'pastiche.presets.apply',
    title: say(sentence`Apply`),
    arguments: [node],
  };
  return item;
}

function groupItem(origin: 'built-in' | 'workspace' | 'user', say: Say): vscode.TreeItem {
  const labels = {
    'built-in': say(sentence`Built in`),
    workspace: say(sentence`Workspace`),
    user: say(sentence`Your presets`),
  };
  const item = new vscode.TreeItem(labels[origin], vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group:${origin}`;
  item.contextValue = `group.${origin}`;
  return item;
}

async function withPicture(
  item: vscode.TreeItem,
  node: PresetNode,
  { files, styles }: PresetTreeOptions,
): Promise<vscode.TreeItem> {
  if (node.kind === 'group') return item;
  const [about, picture] =
    node.kind === 'kept'
      ? [node.preset.styles.join(', '), node.preset.thumbnail]
      : [node.about, await builtInPicture(node.id, files, styles)];
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(node.kind === 'kept' ? node.preset.name : node.name);
  if (about !== '') tooltip.appendMarkdown('\n\n').appendText(about);
  if (picture !== null) tooltip.appendMarkdown(`\n\n![](${picture})`);
  item.tooltip = tooltip;
  return item;
}

/** A tooltip without a picture is still one. */
async function builtInPicture(
  id: string,
  files: Files,
  styles: vscode.Uri,
): Promise<string | null> {
  try {
    return dataUrl('image/webp', await files.read(files.at(styles, `${id}.thumbnail.webp`)));
  } catch {
    return null;
  }
}
