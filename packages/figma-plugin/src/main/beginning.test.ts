import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginningOf } from './beginning.js';
import { writeResultRecipe } from './result-recipe.js';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from './test/fake-figma.js';

afterEach(() => vi.unstubAllGlobals());

function open(nodes: readonly FakeNode[], selected: readonly FakeNode[] = nodes) {
  const figma = openFakeFigma(fakePage(nodes));
  figma.currentPage.selection = [...selected];
}

const RECIPE = '{"preset":null}';

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
    expect(sentence).toMatch(/“Cut” is a slice/);
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
      writeResultRecipe(asScene(result), { recipe: RECIPE, sourceId: '1:2', imageHash }, 'Woodcut');
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
    });
  });

  it('restyles the result itself where its layer is gone, and says so', async () => {
    const result = fakeNode({ name: 'Result' });
    open([result]);
    const envelope = { recipe: RECIPE, sourceId: '1:2', imageHash: null };
    writeResultRecipe(asScene(result), envelope, 'Woodcut');
    const { layers, sentence } = await beginningOf('again', undefined);
    expect(layers[0].id).toBe(result.id);
    expect(sentence).toBe(
      'The layer that this result was made of is gone; the result itself is restyled.',
    );
    // A picture that was opened from a file never was a layer.
    writeResultRecipe(asScene(result), { ...envelope, sourceId: null }, 'Woodcut');
    expect((await beginningOf('again', undefined)).sentence).toBeNull();
  });

  it('opens plainly on what a newer Pastiche made, and says so', async () => {
    const result = fakeNode();
    result.data.set('result', '{"version":2}');
    open([result]);
    expect(await beginningOf('again', undefined)).toMatchObject({
      command: 'open',
      recipe: null,
      sentence: expect.stringMatching(/newer Pastiche/),
    });
  });

  it('opens plainly on a layer that is no result', async () => {
    open([fakeNode()]);
    expect(await beginningOf('edit', undefined)).toMatchObject({ command: 'open', sentence: null });
  });
});
