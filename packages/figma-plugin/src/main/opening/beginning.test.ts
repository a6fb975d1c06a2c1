import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeResultRecipe } from '../recipe/result-recipe.js';
import { layersOfResults } from '../recipe/result-source.js';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { beginningOf } from './beginning.js';

afterEach(() => vi.unstubAllGlobals());

function open(nodes: readonly FakeNode[], selected: readonly FakeNode[] = nodes) {
  const figma = openFakeFigma(fakePage(nodes));
  figma.currentPage.selection = [...selected];
}

const RECIPE = '{"preset":null}';
const MADE = {
  recipe: RECIPE,
  sourceId: '1:2',
  imageHash: null,
  imagePaint: null,
  seenImage: null,
  painted: 'p',
  stays: null,
};
const NO_EXTRAS = { preset: null, hidden: null };

describe('beginningOf', () => {
  it('takes every layer of the selection, as it is seen or as its image was uploaded', async () => {
    open([fakeNode({ name: 'A' }), fakeNode({ name: 'B' })]);
    expect(await beginningOf('open', undefined)).toMatchObject({
      command: 'open',
      layers: [
        { name: 'A', take: { kind: 'layer' } },
        { name: 'B', take: { kind: 'layer' } },
      ],
      recipe: null,
      sentence: null,
    });
    const { command, layers } = await beginningOf('image', undefined);
    expect(command).toBe('open');
    expect(layers[0].take).toEqual({ kind: 'image', hash: null });
  });

  it('opens without a selection, and says what it cannot take', async () => {
    open([fakeNode({ type: 'SLICE', name: 'Cut' })]);
    const { layers, sentence } = await beginningOf('open', undefined);
    expect(layers).toEqual([]);
    expect(sentence && inEnglish(sentence)).toMatch(/“Cut” is a slice/);
  });

  it('reads a quick action’s parameters', async () => {
    open([fakeNode()]);
    expect(await beginningOf('preset', { preset: 'woodcut', strength: '40' })).toMatchObject({
      command: 'preset',
      presetId: 'woodcut',
      strength: 0.4,
    });
    expect(await beginningOf('preset', undefined)).toMatchObject({
      presetId: null,
      strength: null,
    });
  });

  it('finds the layer that a result was made of, and its image before it was replaced', async () => {
    const [photo, result] = [fakeNode({ id: '1:2', name: 'Photo' }), fakeNode({ name: 'Result' })];
    open([photo, result], [result]);
    const remember = (imageHash: string | null) =>
      writeResultRecipe(asScene(result), { ...MADE, imageHash }, NO_EXTRAS, 'Woodcut');
    remember(null);
    expect(await beginningOf('again', undefined)).toMatchObject({
      command: 'again',
      layers: [{ id: '1:2', name: 'Photo', take: { kind: 'layer' } }],
      recipe: RECIPE,
      sentence: null,
    });
    remember('photo');
    expect((await beginningOf('edit', undefined)).layers[0].take).toEqual({
      kind: 'image',
      hash: 'photo',
      covered: null,
      paint: null,
    });
  });

  it('restyles the result itself where its layer is gone, and says so', async () => {
    const result = fakeNode({ name: 'Result' });
    open([result]);
    writeResultRecipe(asScene(result), MADE, NO_EXTRAS, 'Woodcut');
    const { layers, sentence } = await beginningOf('again', undefined);
    expect(layers[0].id).toBe(result.id);
    expect(sentence && inEnglish(sentence)).toBe(
      'The layer that this result was made of is gone; the result itself is restyled.',
    );
    // A picture that was opened from a file never was a layer.
    writeResultRecipe(asScene(result), { ...MADE, sourceId: null }, NO_EXTRAS, 'Woodcut');
    expect((await beginningOf('again', undefined)).sentence).toBeNull();
  });

  it('brings the styles that were kept with a result', async () => {
    const result = fakeNode();
    open([result]);
    expect((await beginningOf('open', undefined)).carried).toEqual({ kind: 'none' });
    writeResultRecipe(asScene(result), MADE, { ...NO_EXTRAS, preset: '{"a":1}' }, 'Waves');
    expect((await beginningOf('edit', undefined)).carried).toEqual({
      kind: 'kept',
      document: '{"a":1}',
    });
  });

  it('takes what a result covers of its layer, unless the picture was of that result', async () => {
    const fill: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'p' };
    const tile = fakeNode({ id: '1:2', name: 'Tile', fills: [fill] });
    const beside = fakeNode({ name: 'Tile – Woodcut' });
    open([tile, beside], [tile]);
    const hidden = new Uint8Array([1, 2, 3]);
    const takeOf = async () => (await beginningOf('again', undefined)).layers[0].take;
    writeResultRecipe(asScene(tile), MADE, { ...NO_EXTRAS, hidden }, 'Woodcut');
    expect(await takeOf()).toEqual({ kind: 'hidden', picture: hidden, covered: 'p' });

    open([tile, beside], [beside]);
    writeResultRecipe(asScene(beside), MADE, NO_EXTRAS, 'Woodcut');
    expect((await takeOf()).kind).toBe('hidden');
    writeResultRecipe(asScene(beside), { ...MADE, seenImage: 'p' }, NO_EXTRAS, 'Woodcut');
    expect((await takeOf()).kind).toBe('layer');

    // Somebody took the fill away.
    tile.fills = [];
    open([tile, beside], [tile]);
    expect((await takeOf()).kind).toBe('layer');
  });

  it('finds the results on the page, and which of them lost their layer', async () => {
    const [card, first, second] = ['Card', 'First', 'Second'].map((name) => fakeNode({ name }));
    const damaged = fakeNode();
    damaged.data.set('result', '{');
    open([card, first, second, damaged], []);
    writeResultRecipe(asScene(first), { ...MADE, sourceId: card.id }, NO_EXTRAS, 'Woodcut');
    writeResultRecipe(asScene(second), MADE, NO_EXTRAS, 'Woodcut');
    expect(await beginningOf('update', undefined)).toMatchObject({
      command: 'update',
      layers: [],
      unseen: 0,
      results: [
        { id: first.id, name: 'First', recipe: RECIPE, sourceId: card.id },
        { id: second.id, name: 'Second', sourceId: null },
      ],
    });
    expect(await layersOfResults([second.id, first.id])).toMatchObject([
      { id: second.id },
      { id: card.id },
    ]);
  });

  it('counts the results beyond the first 500 that can be read', async () => {
    const nodes = Array.from({ length: 523 }, () => fakeNode());
    open(nodes, []);
    for (const [index, node] of nodes.entries()) {
      if (index < 20) node.data.set('result', '{');
      else writeResultRecipe(asScene(node), MADE, NO_EXTRAS, 'Woodcut');
    }
    const { results, unseen } = await beginningOf('update', undefined);
    expect(results).toHaveLength(500);
    expect(results[0].id).toBe(nodes[20].id);
    expect(unseen).toBe(3);
  });

  it('opens plainly on what a newer Pastiche made, and says so', async () => {
    const result = fakeNode();
    result.data.set('result', '{"version":2}');
    open([result]);
    expect(await beginningOf('again', undefined)).toMatchObject({
      command: 'open',
      recipe: null,
      sentence: { pattern: expect.stringMatching(/newer Pastiche/) },
    });
  });

  it('opens plainly on a layer that is no result', async () => {
    open([fakeNode()]);
    expect(await beginningOf('edit', undefined)).toMatchObject({ command: 'open', sentence: null });
  });
});
