import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLayerQueue, queueOf } from './layer-queue.js';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from './test/fake-figma.js';

afterEach(() => vi.unstubAllGlobals());

const layers = (...nodes: FakeNode[]) => queueOf(nodes.map(asScene)).layers;

describe('queueOf', () => {
  it('keeps the layers that can be restyled, and says why another cannot', () => {
    const [card, slice] = [fakeNode({ name: 'Card' }), fakeNode({ type: 'SLICE', name: 'Cut' })];
    const { layers, refusal } = queueOf([card, slice].map(asScene));
    expect(layers.map(({ name }) => name)).toEqual(['Card']);
    expect(refusal).toMatch(/“Cut” is a slice/);
    expect(queueOf([])).toEqual({ layers: [], refusal: null });
  });
});

describe('createLayerQueue', () => {
  it('gives one layer after another, and finds the target of each by its picture’s name', async () => {
    const nodes = ['A', 'B', 'B'].map((name) => fakeNode({ name }));
    openFakeFigma(fakePage(nodes));
    const queue = createLayerQueue();
    queue.fill(layers(...nodes));
    const names = [(await queue.read())?.name];
    while (queue.advance()) names.push((await queue.read())?.name);
    expect(names).toEqual(['A', 'B', 'B (2)']);
    expect(names.map((name) => queue.targetOf(name ?? null)?.id)).toEqual(
      nodes.map(({ id }) => id),
    );
    expect(queue.shown()).toEqual({ index: 2, names: ['A', 'B', 'B'] });
    expect(queue.targetOf(null)).toBeNull();
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
    openFakeFigma(fakePage([node]));
    const queue = createLayerQueue();
    queue.fill([{ id: node.id, name: 'Card', take: { kind: 'image', hash: 'lost' } }]);
    await queue.read();
    expect(queue.current()?.original).toBe(false);
    expect(node.exported).toHaveLength(1);
  });
});
