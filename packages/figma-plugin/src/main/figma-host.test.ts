import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFigmaHost } from './figma-host.js';
import { createLayerQueue } from './layer/layer-queue.js';
import { type FakeNode, fakeNode, fakePage, openFakeFigma } from './test/fake-figma.js';

afterEach(() => vi.unstubAllGlobals());

function createHost(nodes: readonly FakeNode[], { readOnly = false } = {}) {
  const page = fakePage(nodes);
  const figma = openFakeFigma(page);
  const [onQueue, onPlaced, onProblem] = [vi.fn(), vi.fn(), vi.fn()];
  const host = createFigmaHost({
    queue: createLayerQueue(),
    shelf: { list: async () => [], save: async () => null, remove: async () => {} },
    readOnly,
    say: inEnglish,
    begun: Promise.resolve(),
    readWeights: async () => new Uint8Array(),
    takeDrop: () => null,
    onQueue,
    onPlaced,
    onProblem,
  });
  return { host, page, figma, onQueue, onPlaced, onProblem };
}

const resultOf = (source: string, contentId: string | null | undefined = null) => ({
  contentName: source,
  contentId,
  encode: async () => new Uint8Array([1]),
  width: 100,
  height: 50,
  suggestedName: 'x',
  recipe: JSON.stringify({ source, styleNames: ['Woodcut'] }),
});

describe('the content', () => {
  it('is the selection when the person takes it, and stays it whatever is selected later', async () => {
    const [card, other] = [fakeNode({ name: 'Card' }), fakeNode({ name: 'Other' })];
    const { host, figma, onQueue } = createHost([card, other]);
    expect(await host.readContent({ pick: false })).toBeNull();
    figma.currentPage.selection = [card];
    expect((await host.readContent({ pick: true }))?.name).toBe('Card');
    expect(onQueue).toHaveBeenCalledOnce();
    figma.currentPage.selection = [other];
    expect((await host.readContent({ pick: false }))?.name).toBe('Card');
  });

  it('is refused in words where nothing fitting is selected', async () => {
    const { host, figma, onQueue } = createHost([]);
    await expect(host.readContent({ pick: true })).rejects.toThrow(
      'Nothing is selected; select a layer on the canvas.',
    );
    figma.currentPage.selection = [fakeNode({ name: 'Cut', type: 'SLICE' })];
    await expect(host.readContent({ pick: true })).rejects.toThrow('“Cut” is a slice');
    expect(onQueue).not.toHaveBeenCalled();
  });
});

describe('a result', () => {
  it('goes to the layer that it was painted from, though another one is selected and read since', async () => {
    const card = fakeNode({ name: 'Card', box: [0, 0, 100, 50] });
    const other = fakeNode({ name: 'Other', box: [0, 900, 100, 50] });
    const { host, page, figma } = createHost([card, other]);
    const marks: (string | null | undefined)[] = [];
    for (const node of [card, other]) {
      figma.currentPage.selection = [node];
      marks.push((await host.readContent({ pick: true }))?.id);
    }
    await host.writeResult(resultOf('Card', marks[0]), 'beside');
    expect(page.children?.find(({ name }) => name === 'Card – Woodcut')).toMatchObject({
      x: 140,
      y: 0,
    });
    expect(figma.notify).toHaveBeenCalledExactlyOnceWith(
      'Placed “Card – Woodcut”; undo takes it back.',
      { error: false },
    );
  });

  it('that is shown larger than it was painted is told with both sizes', async () => {
    const card = fakeNode({ name: 'Card', box: [0, 0, 400, 200] });
    const { host, figma, onPlaced } = createHost([card]);
    figma.currentPage.selection = [card];
    const picture = await host.readContent({ pick: true });
    const said = await host.writeResult(resultOf('Card', picture?.id), 'beside');
    expect(onPlaced).toHaveBeenCalledExactlyOnceWith(
      picture?.id,
      expect.objectContaining({ id: card.id }),
    );
    const sentences = [
      'Placed “Card – Woodcut”; undo takes it back.',
      'Painted at 100 × 50 px, shown at 400 × 200 px.',
    ];
    expect(said && inEnglish(said)).toBe(sentences.join(' '));
    expect(figma.notify.mock.calls.map(([message]) => message)).toEqual(sentences);
  });

  it('of a queue leaves the person’s selection and view alone', async () => {
    const [card, other] = [fakeNode({ name: 'Card' }), fakeNode({ name: 'Other' })];
    const { host, page, figma } = createHost([card, other]);
    figma.currentPage.selection = [card];
    const picture = await host.readContent({ pick: true });
    figma.currentPage.selection = [other];
    await host.writeResult(resultOf('Card', picture?.id), 'queued');
    expect(page.children?.map(({ name }) => name)).toContain('Card – Woodcut');
    expect(figma.currentPage.selection).toEqual([other]);
    expect(figma.viewport.scrollAndZoomIntoView).not.toHaveBeenCalled();
    await host.writeResult(resultOf('Card', picture?.id), 'beside');
    expect(figma.viewport.scrollAndZoomIntoView).toHaveBeenCalledOnce();
  });

  it('of a picture that was dropped goes to no layer, though one has its name', async () => {
    const card = fakeNode({ name: 'Card', box: [0, 900, 100, 50] });
    const { host, page, figma, onPlaced } = createHost([card]);
    figma.currentPage.selection = page.children ?? [];
    await host.readContent({ pick: true });
    await host.writeResult(resultOf('Card'), 'beside');
    expect(onPlaced).not.toHaveBeenCalled();
    expect(page.children?.[1]).toMatchObject({ name: 'Picture – Woodcut', x: -50, y: -25 });
  });

  it('is placed one after another, also after one that failed', async () => {
    const { host, page, figma } = createHost([]);
    figma.createImage.mockImplementationOnce(() => {
      throw new Error('Image is too small');
    });
    const [first, second] = await Promise.allSettled([
      host.writeResult(resultOf('a'), 'beside'),
      host.writeResult(resultOf('b'), 'beside'),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'placement' } });
    expect(second.status).toBe('fulfilled');
    expect(page.children).toHaveLength(1);
    expect(figma.commitUndo).toHaveBeenCalledTimes(2);
  });

  it('is not placed in an unknown way, nor offered to be where nothing can be written', async () => {
    const { host, page } = createHost([]);
    await expect(host.writeResult(resultOf('a'), 'elsewhere')).rejects.toThrow(
      'There is no way to place a result called “elsewhere”.',
    );
    expect(page.children).toEqual([]);
    expect(host.capabilities.actions.map(({ label }) => inEnglish(label))).toEqual([
      'Place beside',
      'Add as top fill',
      'Replace image fill',
    ]);
    const reading = createHost([], { readOnly: true });
    expect(reading.host.capabilities.actions).toEqual([]);
    await expect(reading.host.writeResult(resultOf('a'), 'beside')).rejects.toThrow(
      'This file can only be read here, so the result cannot be placed; download it instead.',
    );
    expect(reading.page.children).toEqual([]);
  });
});

describe('the style', () => {
  it('is another selected layer, not the one that is painted', async () => {
    const [card, poster] = [fakeNode({ name: 'Card' }), fakeNode({ name: 'Poster' })];
    const { host, figma } = createHost([card, poster]);
    figma.currentPage.selection = [card];
    await host.readContent({ pick: true });
    await expect(host.readStyle()).rejects.toThrow(/Select the layer whose look you want/);
    figma.currentPage.selection = [poster];
    expect((await host.readStyle())?.name).toBe('Poster');
  });
});

describe('settings', () => {
  it('come back under the version that wrote them, and are none otherwise', async () => {
    const { host, figma } = createHost([]);
    expect(await host.readSettings()).toBeNull();
    await host.writeSettings({ size: 512 });
    expect(await host.readSettings()).toEqual({ size: 512 });
    for (const stored of [{ version: 2, value: {} }, 'junk', { version: 1 }]) {
      figma.clientStorage.stored.set('settings', stored);
      expect(await host.readSettings()).toBeNull();
    }
  });

  it('that find no room stop nobody', async () => {
    const { host, figma, onProblem } = createHost([]);
    figma.clientStorage.setAsync = () => Promise.reject(new Error('quota exceeded'));
    await expect(host.writeSettings({})).resolves.toBeUndefined();
    expect(onProblem).toHaveBeenCalledExactlyOnceWith('The settings were not kept: quota exceeded');
  });
});

it('cuts a toast to what Figma shows of it', () => {
  const { host, figma } = createHost([]);
  host.notify('x'.repeat(300), 'error');
  const [[message, options]] = figma.notify.mock.calls;
  expect(message).toHaveLength(100);
  expect(options).toEqual({ error: true });
});
