import { ENGLISH, inEnglish, sentence } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSpeech } from './base/speech.js';
import { openPlugin } from './open-plugin.js';
import {
  type FakeNode,
  fakeNode,
  fakePage,
  fakeStorage,
  openFakeFigma,
} from './test/fake-figma.js';
import { fakeWindow } from './test/fake-window.js';

afterEach(() => vi.unstubAllGlobals());

/** Opens the plugin on a page with something selected. */
function open(nodes: readonly FakeNode[], selected: readonly FakeNode[], editorType = 'figma') {
  const { ui, sandbox, heard, openPanel } = fakeWindow();
  const listeners = new Map<string, () => void>();
  const figma = {
    ...openFakeFigma(fakePage(nodes), editorType),
    root: fakeNode({ type: 'DOCUMENT' }),
    clientStorage: fakeStorage(),
    ui,
    showUI: vi.fn(),
    closePlugin: vi.fn(),
    on: (name: string, listener: () => void) => void listeners.set(name, listener),
  };
  figma.currentPage.selection = [...selected];
  vi.stubGlobal('figma', figma);
  vi.stubGlobal('__html__', '<p>window</p>');
  openPlugin('open', undefined, createSpeech());
  const select = (...now: readonly FakeNode[]) => {
    figma.currentPage.selection = [...now];
    listeners.get('selectionchange')?.();
  };
  return { figma, sandbox, heard, openPanel, select };
}

const openingOf = ({ sandbox }: ReturnType<typeof open>) =>
  sandbox.request('opening', { language: ENGLISH }, {}).reply;

describe('the window', () => {
  it('is opened before anything is read', () => {
    const { figma } = open([], []);
    expect(figma.showUI).toHaveBeenCalledExactlyOnceWith('<p>window</p>', {
      width: 320,
      height: 560,
      themeColors: true,
    });
  });

  it('is as high as its content, within what fits on a screen', async () => {
    const { figma, sandbox } = open([], []);
    for (const height of [50, 400.2, 5000]) sandbox.tell('resized', { height });
    await vi.waitFor(() =>
      expect(figma.ui.resize.mock.calls).toEqual([
        [320, 240],
        [320, 401],
        [320, 720],
      ]),
    );
  });

  it('closes the plugin when the person is done', async () => {
    const { figma, sandbox } = open([], []);
    sandbox.tell('dismissed', undefined);
    await vi.waitFor(() => expect(figma.closePlugin).toHaveBeenCalledOnce());
  });

  it('is told that Dev Mode cannot be written in, and what of the selection is left out', async () => {
    const dev = open([], [], 'dev');
    expect(await openingOf(dev)).toMatchObject({ readOnly: true, queue: null });
    expect(dev.figma.notify).not.toHaveBeenCalled();
    const slice = fakeNode({ name: 'Cut', type: 'SLICE' });
    const design = open([slice], [slice]);
    expect(await openingOf(design)).toMatchObject({ readOnly: false, queue: null });
    expect(design.figma.notify).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('“Cut” is a slice'),
      { error: true },
    );
  });
});

it('tells the window what cannot be done with results of a layer, but not where nothing can be', async () => {
  const text = () => fakeNode({ id: '1:2', name: 'Title', type: 'TEXT', fills: [] });
  for (const editor of ['figma', 'dev']) {
    const title = text();
    const { openPanel, heard } = open([title], [title], editor);
    const picture = await (await openPanel()).readContent({ pick: false });
    const note = { isWithheld: true, said: expect.anything() };
    const notes = ['top-fill', 'replace-fill'].map((action) => ({ action, ...note }));
    const all = editor === 'dev' ? [] : [[{ contentId: picture?.id, notes }]];
    await vi.waitFor(() => expect(heard.actionsNoted.mock.calls).toEqual(all));
  }
});

it('speaks the language of the window once that says which', async () => {
  const hidden = fakeNode({ name: 'Card', visible: false });
  const { figma, sandbox } = open([hidden], [hidden]);
  const dictionary = {
    '“{0}” is hidden; show it, then select it again.': '„{0}“ ist ausgeblendet.',
  };
  await sandbox.request('opening', { language: { tag: 'de', dictionary } }, {}).reply;
  expect(figma.notify).toHaveBeenCalledExactlyOnceWith('„Card“ ist ausgeblendet.', {
    error: true,
  });
});

describe('a queue', () => {
  it('goes on layer by layer, and ends', async () => {
    const layers = [fakeNode({ name: 'One' }), fakeNode({ name: 'Two' })];
    const opened = open(layers, layers);
    await opened.openPanel();
    const { queue } = await openingOf(opened);
    expect(queue).toEqual({ index: 0, names: ['One', 'Two'] });
    expect(await opened.sandbox.request('nextLayer', undefined, {}).reply).toEqual({
      isThere: true,
      skipped: [],
    });
    expect(opened.heard.contentChanged).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'Two' }),
    );
    expect(opened.heard.queueChanged).toHaveBeenCalledExactlyOnceWith({
      queue: { index: 1, names: ['One', 'Two'] },
    });
    expect(await opened.sandbox.request('nextLayer', undefined, {}).reply).toEqual({
      isThere: false,
      skipped: [],
    });
  });

  it('goes on past a layer that is gone, and says so', async () => {
    const layers = ['One', 'Two', 'Three'].map((name) => fakeNode({ name }));
    const opened = open(layers, layers);
    await opened.openPanel();
    await openingOf(opened);
    layers[1].removed = true;
    const { isThere, skipped } = await opened.sandbox.request('nextLayer', undefined, {}).reply;
    expect(isThere).toBe(true);
    expect(skipped.map(inEnglish)).toEqual(['“Two” is gone; select another layer.']);
    expect(opened.heard.contentChanged).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'Three' }),
    );
    expect(opened.heard.queueChanged).toHaveBeenCalledExactlyOnceWith({
      queue: { index: 2, names: ['One', 'Two', 'Three'] },
    });
  });

  it('shows where it stands although the layer there is gone', async () => {
    const layers = [fakeNode({ name: 'One' }), fakeNode({ name: 'Two' })];
    const opened = open(layers, layers);
    await openingOf(opened);
    layers[1].removed = true;
    const { isThere, skipped } = await opened.sandbox.request('nextLayer', undefined, {}).reply;
    expect(isThere).toBe(false);
    expect(skipped.map(inEnglish)).toEqual(['“Two” is gone; select another layer.']);
    expect(opened.heard.queueChanged).toHaveBeenCalledExactlyOnceWith({
      queue: { index: 1, names: ['One', 'Two'] },
    });
  });
});

describe('results that are painted anew', () => {
  it('make a queue of the layers that they were made of', async () => {
    const layers = [fakeNode({ name: 'One' }), fakeNode({ name: 'Two' })];
    const results = layers.map((layer) => {
      const result = fakeNode({ name: `${layer.name} – Woodcut` });
      result.data.set(
        'result',
        JSON.stringify({ version: 1, recipe: '{}', sourceId: layer.id, imageHash: null }),
      );
      return result;
    });
    const opened = open([...layers, ...results], []);
    await opened.openPanel();
    await openingOf(opened);
    const ids = [results[1].id, results[0].id];
    await opened.sandbox.request('takeResults', { ids }, {}).reply;
    expect(opened.heard.queueChanged).toHaveBeenCalledExactlyOnceWith({
      queue: { index: 0, names: ['Two', 'One'] },
    });
    expect(opened.heard.contentChanged).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'Two', id: `${layers[1].id} layer` }),
    );
  });
});

describe('a selection', () => {
  it('is taken when there was none, and none after it', async () => {
    const [card, other] = [fakeNode({ name: 'Card' }), fakeNode({ name: 'Other' })];
    const opened = open([card, other], []);
    await opened.openPanel();
    await openingOf(opened);
    opened.select(card);
    await vi.waitFor(() => expect(opened.heard.queueChanged).toHaveBeenCalledOnce());
    opened.select(other);
    // The news of the target comes where a content would.
    await vi.waitFor(() =>
      expect(opened.heard.targetChanged).toHaveBeenCalledExactlyOnceWith({ sentence: null }),
    );
    expect(opened.heard.contentChanged).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'Card' }),
    );
  });

  it('that cannot be read is no obstacle to the next', async () => {
    const [broken, card] = [fakeNode({ name: 'Broken' }), fakeNode({ name: 'Card' })];
    Object.assign(broken, { exportAsync: () => Promise.reject(new Error('out of memory')) });
    const opened = open([broken, card], []);
    await opened.openPanel();
    opened.select(broken);
    await vi.waitFor(() => expect(opened.figma.notify).toHaveBeenCalledOnce());
    expect(opened.heard.contentChanged).not.toHaveBeenCalled();
    opened.select(card);
    await vi.waitFor(() =>
      expect(opened.heard.contentChanged).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ name: 'Card' }),
      ),
    );
  });

  it('tells what became of the layer, also when that is deleted', async () => {
    const card = fakeNode({ name: 'Card' });
    const opened = open([card], [card]);
    const host = await opened.openPanel();
    await host.readContent({ pick: false });
    card.removed = true;
    opened.select();
    await vi.waitFor(() =>
      expect(opened.heard.targetChanged).toHaveBeenCalledExactlyOnceWith({
        sentence: sentence`“${'Card'}” is gone; the result will be placed as a new image where it was.`,
      }),
    );
  });
});
