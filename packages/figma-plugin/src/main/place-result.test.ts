import { afterEach, describe, expect, it, vi } from 'vitest';
import { placeResult } from './place-result.js';
import { readLayer } from './read-layer.js';
import { readResultRecipe } from './result-recipe.js';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from './test/fake-figma.js';

afterEach(() => vi.unstubAllGlobals());

const RECIPE = '{"preset":{"name":"Woodcut"},"styleNames":["Woodcut"],"source":"Card"}';
const RESULT = {
  bytes: new Uint8Array([1]),
  width: 640,
  height: 400,
  suggestedName: 'card.woodcut',
  recipe: RECIPE,
};
const SOLID: SolidPaint = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } };
const IMAGE: ImagePaint = {
  type: 'IMAGE',
  scaleMode: 'CROP',
  imageHash: 'photo',
  imageTransform: [
    [0.5, 0, 0.1],
    [0, 0.5, 0.2],
  ],
  opacity: 0.5,
};

/** A page with a layer that was read as it is. */
async function layerOnPage(node: FakeNode, children: FakeNode[] = [node]) {
  const page = fakePage(children);
  const figma = openFakeFigma(page);
  const { target } = await readLayer(asScene(node), ({ name }) => name);
  return { page, figma, target };
}

describe('placing beside', () => {
  it('adds a layer of the same size in one step, names it, and shows it', async () => {
    const card = fakeNode({ id: '1:2', name: 'Card', box: [40, 30, 320, 200] });
    const { page, figma, target } = await layerOnPage(card);
    const sentence = await placeResult(RESULT, 'beside', target);
    const [, made] = page.children ?? [];
    expect(made).toMatchObject({ name: 'Card – Woodcut', x: 400, y: 30, width: 320, height: 200 });
    expect(made.fills).toEqual([{ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'painted' }]);
    expect(readResultRecipe(asScene(made))).toEqual({
      recipe: RECIPE,
      sourceId: '1:2',
      imageHash: null,
    });
    expect(figma.commitUndo).toHaveBeenCalledOnce();
    expect(figma.currentPage.selection).toEqual([made]);
    expect(figma.viewport.scrollAndZoomIntoView).toHaveBeenCalledExactlyOnceWith([made]);
    expect(sentence).toBe('Placed “Card – Woodcut”; undo takes it back.');
  });

  it('says that the image of a very large layer is scaled up', async () => {
    const wall = fakeNode({ name: 'Wall', box: [0, 0, 4097, 3000] });
    const { page, target } = await layerOnPage(wall);
    const sentence = await placeResult(RESULT, 'beside', target);
    expect(page.children?.[1]).toMatchObject({ width: 4097, height: 3000 });
    expect(sentence).toBe(
      'Placed “Wall – Woodcut”, scaled up: Figma takes no image above 4096 px.',
    );
  });

  it('goes where the layer lay when that is gone', async () => {
    const card = fakeNode({ name: 'Card', box: [40, 30, 320, 200] });
    const { page, target } = await layerOnPage(card);
    card.removed = true;
    page.children?.splice(0, 1);
    await expect(placeResult(RESULT, 'replace-fill', target)).resolves.toBe(
      '“Card” is gone, so the result was placed where it was.',
    );
    expect(page.children?.[0]).toMatchObject({ x: 40, y: 30, width: 320, height: 200 });
  });

  it('takes a picture that was no layer in its own size, in the middle of what is seen', async () => {
    const page = fakePage([]);
    openFakeFigma(page);
    await placeResult(RESULT, 'beside', null);
    expect(page.children?.[0]).toMatchObject({ name: 'Picture – Woodcut', x: -320, y: -200 });
  });

  it('leaves nothing behind when Figma refuses halfway', async () => {
    const card = fakeNode({ name: 'Card' });
    const { page, target } = await layerOnPage(card);
    Object.assign(page, {
      insertChild: () => {
        throw new Error('in insertChild: not here');
      },
    });
    await expect(placeResult(RESULT, 'beside', target)).rejects.toMatchObject({
      code: 'placement',
    });
    expect(page.children).toEqual([card]);
  });

  it('says in words why Figma does not take an image', async () => {
    const card = fakeNode();
    const { figma, page, target } = await layerOnPage(card);
    figma.createImage.mockImplementation(() => {
      throw new Error('Image is too large');
    });
    await expect(placeResult({ ...RESULT, width: 4097 }, 'beside', target)).rejects.toThrow(
      'The result could not be placed: Figma takes images up to 4096 px, but this one has 4097 × 400; paint it smaller.',
    );
    expect(page.children).toEqual([card]);
  });
});

describe('a fill', () => {
  it('comes over the others, and may come again', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { page, figma, target } = await layerOnPage(card);
    await placeResult(RESULT, 'top-fill', target);
    expect(card.fills?.map(({ type }) => type)).toEqual(['SOLID', 'IMAGE']);
    expect(figma.commitUndo).toHaveBeenCalledOnce();
    await placeResult(RESULT, 'top-fill', target);
    expect(card.fills).toHaveLength(3);
    expect(page.children).toEqual([card]);
  });

  it('is taken back when its recipe cannot be written', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { target } = await layerOnPage(card);
    Object.assign(card, {
      setSharedPluginData: () => {
        throw new Error('no room');
      },
    });
    await expect(placeResult(RESULT, 'top-fill', target)).rejects.toThrow(
      'The result could not be placed (no room); try again.',
    );
    expect(card.fills).toEqual([SOLID]);
  });

  it('takes the place of the image between the other fills; its opacity is in the pixels already', async () => {
    const card = fakeNode({ id: '1:2', name: 'Card', fills: [SOLID, IMAGE] });
    const { target } = await layerOnPage(card);
    await placeResult(RESULT, 'replace-fill', target);
    expect(card.fills).toEqual([SOLID, { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'painted' }]);
    // What it was painted from, to paint it again.
    expect(readResultRecipe(asScene(card))?.imageHash).toBe('photo');
  });

  it('keeps the crop of an image that was painted as it was uploaded', async () => {
    const card = fakeNode({ name: 'Card', fills: [IMAGE], rotation: 30 });
    const { target } = await layerOnPage(card);
    await placeResult(RESULT, 'replace-fill', { ...target, original: true });
    expect(card.fills).toEqual([{ ...IMAGE, imageHash: 'painted' }]);
  });

  it.each([
    ['“Card” was changed in the meantime', { fills: [SOLID, SOLID] }],
    ['“Card” is locked', { locked: true }],
    ['“Card” is turned, and a fill would turn the result once more', { rotation: 30 }],
    ['“Card” has no image fill', {}],
  ])('is not made where %s', async (why, change) => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { page, target } = await layerOnPage(card);
    Object.assign(card, change);
    const fills = card.fills;
    await expect(placeResult(RESULT, 'replace-fill', target)).resolves.toBe(
      `${why}, so the result was placed beside it.`,
    );
    expect(card.fills).toBe(fills);
    expect(page.children).toHaveLength(2);
  });

  it('is not made under layers that would hide it', async () => {
    const card = fakeNode({ name: 'Card', type: 'FRAME', fills: [SOLID], children: [fakeNode()] });
    const { target } = await layerOnPage(card);
    await expect(placeResult(RESULT, 'top-fill', target)).resolves.toMatch(/would hide a fill/);
  });
});
