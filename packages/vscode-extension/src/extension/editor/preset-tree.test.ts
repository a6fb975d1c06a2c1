import { BUILT_IN_PRESETS, inEnglish } from '@pastiche/panel/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TreeItem } from 'vscode';
import { fakeUri } from '../../test/fake-uri.js';
import { createPanelServices } from '../../test/panel-services.js';
import { presetDocument } from '../../test/preset-document.js';
import { createPresetTree, type PresetNode, presetIdOf } from './preset-tree.js';

vi.mock('vscode', async () => (await import('../../test/fake-vscode.js')).fakeVscode());

function createTree() {
  const { services, files, presets } = createPanelServices();
  const tree = createPresetTree({
    store: presets,
    files,
    say: inEnglish,
    styles: fakeUri('/styles'),
  });
  const children = async (node?: PresetNode) => (await tree.getChildren(node)) ?? [];
  const item = (node: PresetNode) => tree.getTreeItem(node) as TreeItem;
  return {
    services,
    files,
    presets,
    tree,
    children,
    item,
    /** The presets of the group with this label. */
    rows: async (label: string) => {
      const group = (await children()).find((node) => item(node).label === label);
      return group === undefined ? [] : children(group);
    },
    tooltip: async (node: PresetNode) => {
      const { tooltip } = (await tree.resolveTreeItem?.(item(node), node, {} as never)) ?? {};
      return typeof tooltip === 'object' ? tooltip.value : '';
    },
  };
}

let parts: ReturnType<typeof createTree>;
beforeEach(() => {
  parts = createTree();
});

describe('the tree of presets', () => {
  it('has a group for each place that holds any, and always the built-in ones', async () => {
    const labels = async () => (await parts.children()).map((node) => parts.item(node).label);
    expect(await labels()).toEqual(['Your presets', 'Built in']);
    parts.files.contents.set(
      '/ws/.pastiche/evening.pastiche.json',
      new TextEncoder().encode(presetDocument('Evening')),
    );
    parts.presets.noteChange();
    expect(await labels()).toEqual(['Workspace', 'Your presets', 'Built in']);
    const [evening] = await parts.rows('Workspace');
    expect(parts.item(evening)).toMatchObject({
      label: 'Evening',
      contextValue: 'preset.workspace',
    });
    await parts.presets.remove('own');
    expect(await labels()).toEqual(['Workspace', 'Built in']);
  });

  it('names its rows, opens groups, and applies a preset that is clicked', async () => {
    const [own] = await parts.rows('Your presets');
    expect(parts.item(own)).toMatchObject({
      label: 'Own',
      id: 'own',
      collapsibleState: 0,
      contextValue: 'preset.user',
      command: { command: 'pastiche.presets.apply', arguments: [own] },
    });
    expect(presetIdOf(own)).toBe('own');
    const [group] = await parts.children();
    expect(parts.item(group)).toMatchObject({
      id: 'group:user',
      collapsibleState: 2,
      contextValue: 'group.user',
    });
    expect(presetIdOf(group)).toBeNull();
    expect(await parts.children(own)).toEqual([]);
  });

  it('has each built-in preset, which nobody can change', async () => {
    const items = (await parts.rows('Built in')).map(parts.item);
    expect(items.map(({ id, label }) => [id, label])).toEqual(
      BUILT_IN_PRESETS.map(({ id, name }) => [`built-in:${id}`, name]),
    );
    expect(new Set(items.map(({ contextValue }) => contextValue))).toEqual(
      new Set(['preset.built-in']),
    );
  });

  it('is shown anew when a preset comes or goes, until it is disposed', async () => {
    const shown = vi.fn();
    parts.tree.onDidChangeTreeData?.(shown);
    await parts.presets.importDocument(presetDocument('Harbour'));
    expect(shown).toHaveBeenCalledWith(undefined);
    expect((await parts.rows('Your presets')).map((node) => parts.item(node).label)).toEqual([
      'Harbour',
      'Own',
    ]);
    shown.mockClear();
    parts.tree.dispose();
    parts.presets.noteChange();
    expect(shown).not.toHaveBeenCalled();
  });
});

describe('the tooltip of a preset', () => {
  it('shows its first picture, and reads no word of it as Markdown', async () => {
    await parts.presets.importDocument(presetDocument('[Go](command:x)'));
    const [strange, own] = await parts.rows('Your presets');
    const picture = '![](data:image/png;base64,iVBORw0KGgoAAAAA)';
    expect(await parts.tooltip(own)).toBe(`‹Own›\n\n‹Waves›\n\n${picture}`);
    expect(await parts.tooltip(strange)).toBe(`‹[Go](command:x)›\n\n‹Waves›\n\n${picture}`);
  });

  it('shows a built-in style’s picture, and is still one without it', async () => {
    const [first] = BUILT_IN_PRESETS;
    const [row] = await parts.rows('Built in');
    expect(await parts.tooltip(row)).toBe(`‹${first.name}›\n\n‹${first.description}›`);
    parts.files.contents.set(`/styles/${first.id}.thumbnail.webp`, new Uint8Array([1, 2, 3]));
    expect(await parts.tooltip(row)).toBe(
      `‹${first.name}›\n\n‹${first.description}›\n\n![](data:image/webp;base64,AQID)`,
    );
  });

  it('is none for a group', async () => {
    const [group] = await parts.children();
    expect(await parts.tooltip(group)).toBe('');
  });
});
