import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { createLayerQueue, queueOf } from './layer-queue.js';

afterEach(() => vi.unstubAllGlobals());

const layers = (...nodes: FakeNode[]) => queueOf(nodes.map(asScene)).layers;

describe('queueOf', () => {
  it('keeps the layers that can be restyled, and says why another cannot', () => {
    const [card, slice] = [fakeNode({ name: 'Card' }), fakeNode({ type: 'SLICE', name: 'Cut' })];
    const { layers, refusal } = queueOf([card, slice].map(asScene));
    expect(layers.map(({ name }) => name)).toEqual(['Card']);
    expect(refusal && inEnglish(refusal)).toMatch(/“Cut” is a slice/);
    expect(queueOf([])).toEqual({ layers: [], refusal: null });
  });
});

describe('createLayerQueue', () => {
  it('begins with the layer under a shape that was selected with it, and leaves out what is its mask', async () => {
    const [card, dot] = [fakeNode({ name: 'Card' }), fakeNode({ name: 'Dot', type: 'ELLIPSE' })];
    openFakeFigma(fakePage([card, dot]));
    const queue = createLayerQueue();
    queue.fill(layers(dot, card));
    expect(queue.shown()).toEqual({ index: 0, names: ['Card', 'Dot'] });
    const mark = (await queue.read())?.id ?? '';
    expect(queue.overOf(mark)).toEqual({ id: dot.id, name: 'Dot' });
    expect(queue.leaveOut(dot.id)).toBe(true);
    expect(queue.leaveOut(dot.id)).toBe(false);
    expect(queue.shown()).toBeNull();
    expect(queue.advance()).toBe(false);
    expect(queue.current()?.id).toBe(card.id);
    expect(queue.leaveOut(null)).toBe(true);
    expect(queue.advance()).toBe(true);
    expect(queue.overOf((await queue.read())?.id ?? '')).toBeNull();
  });

  it('gives one layer after another, and finds the target of each by its picture’s mark', async () => {
    const nodes = ['A', 'B', 'B'].map((name) => fakeNode({ name }));
    openFakeFigma(fakePage(nodes));
    const queue = createLayerQueue();
    queue.fill(layers(...nodes));
    const pictures = [await queue.read()];
    while (queue.advance()) pictures.push(await queue.read());
    expect(pictures.map((picture) => picture?.name)).toEqual(['A', 'B', 'B']);
    expect(pictures.map((picture) => queue.targetOf(picture?.id ?? null)?.id)).toEqual(
      nodes.map(({ id }) => id),
    );
    expect(queue.shown()).toEqual({ index: 2, names: ['A', 'B', 'B'] });
    expect(queue.targetOf(null)).toBeNull();
  });

  it('knows a layer as it is seen and the image in it as two', async () => {
    const node = fakeNode({ fills: [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'photo' }] });
    const { images } = openFakeFigma(fakePage([node]));
    images.set('photo', { getBytesAsync: async () => new Uint8Array([7]) });
    const queue = createLayerQueue();
    queue.fill(layers(node));
    const seen = await queue.read();
    queue.fill(queueOf([asScene(node)], 'image').layers);
    const original = await queue.read();
    expect(queue.targetOf(seen?.id ?? null)?.original).toBe(false);
    expect(queue.targetOf(original?.id ?? null)?.original).toBe(true);
    expect(queue.targetOf('another file')).toBeNull();
  });

  it('cuts a text that is the name of its layer, and names what has no name', async () => {
    const nodes = [fakeNode({ name: 'Lorem ipsum '.repeat(200) }), fakeNode({ name: '' })];
    openFakeFigma(fakePage(nodes));
    const queue = createLayerQueue();
    queue.fill(layers(...nodes));
    expect((await queue.read())?.name).toHaveLength(120);
    queue.advance();
    expect((await queue.read())?.name).toBe('Layer');
  });

  it('reads what a result hides, and leaves the layer as it is', async () => {
    const fill: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'p' };
    const node = fakeNode({ fills: [fill] });
    openFakeFigma(fakePage([node]));
    const queue = createLayerQueue();
    const picture = new Uint8Array([1, 2, 3]);
    queue.fill([{ id: node.id, name: 'Tile', take: { kind: 'hidden', picture, covered: 'p' } }]);
    expect((await queue.read())?.bytes).toBe(picture);
    expect(queue.current()).toMatchObject({ covered: 'p', before: picture, imageHash: null });
    expect(node.fills).toEqual([fill]);
  });

  it('shows nothing for one layer, and has no picture without any', async () => {
    const node = fakeNode();
    openFakeFigma(fakePage([node]));
    const queue = createLayerQueue();
    await expect(queue.read()).resolves.toBeNull();
    queue.fill(layers(node));
    expect(queue.shown()).toBeNull();
    expect(queue.advance()).toBe(false);
  });

  it('says that a layer is gone', async () => {
    const node = fakeNode({ name: 'Card' });
    openFakeFigma(fakePage([node]));
    const queue = createLayerQueue();
    queue.fill(layers(node));
    node.removed = true;
    await expect(queue.read()).rejects.toThrow('“Card” is gone; select another layer.');
  });

  it('has no present layer while the next one is not read', async () => {
    const nodes = [fakeNode({ name: 'A' }), fakeNode({ name: 'B' })];
    openFakeFigma(fakePage(nodes));
    const queue = createLayerQueue();
    queue.fill(layers(...nodes));
    await queue.read();
    nodes[1].removed = true;
    expect(queue.advance()).toBe(true);
    await expect(queue.read()).rejects.toThrow('“B” is gone');
    expect(queue.current()).toBeNull();
  });

  it('keeps the newest layer as the present one, whichever is exported first', async () => {
    const [slow, quick] = [fakeNode({ name: 'Slow' }), fakeNode({ name: 'Quick' })];
    let finish = (_: Uint8Array) => {};
    const exported = new Promise<Uint8Array>((resolve) => {
      finish = resolve;
    });
    Object.assign(slow, { exportAsync: () => exported });
    openFakeFigma(fakePage([slow, quick]));
    const queue = createLayerQueue();
    queue.fill(layers(slow));
    const first = queue.read();
    queue.fill(layers(quick));
    await queue.read();
    finish(new Uint8Array([1]));
    await first;
    expect(queue.current()?.name).toBe('Quick');
  });

  it('takes the layer as seen where the file has forgotten its image', async () => {
    const node = fakeNode({ fills: [] });
    const { notify } = openFakeFigma(fakePage([node]));
    const queue = createLayerQueue();
    queue.fill([{ id: node.id, name: 'Card', take: { kind: 'image', hash: 'lost' } }]);
    await queue.read();
    expect(queue.current()?.original).toBe(false);
    expect(node.exported).toHaveLength(1);
    expect(notify).toHaveBeenCalledExactlyOnceWith(
      '“Card” is restyled as it is: the file has lost the image that it had.',
    );
  });

  it('paints nothing else because an image cannot be read just now', async () => {
    const node = fakeNode({ name: 'Card' });
    const { images, notify } = openFakeFigma(fakePage([node]));
    let isOffline = true;
    const getBytesAsync = async () => {
      if (isOffline) throw new Error('network');
      return new Uint8Array([7]);
    };
    images.set('photo', { getBytesAsync });
    const queue = createLayerQueue();
    const take = { kind: 'image', hash: 'photo', covered: 'p' } as const;
    queue.fill([{ id: node.id, name: 'Card', take }]);
    await expect(queue.read()).rejects.toMatchObject({ code: 'export', message: /network/ });
    expect(node.exported).toEqual([]);
    isOffline = false;
    expect([...((await queue.read())?.bytes ?? [])]).toEqual([7]);
    expect(queue.current()).toMatchObject({ original: true, imageHash: 'photo', covered: 'p' });
    expect(notify).not.toHaveBeenCalled();
  });
});
