import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLayerQueue } from '../layer/layer-queue.js';
import { readHidden, readImageFill, readLayer } from '../layer/read-layer.js';
import type { Target } from '../layer/target.js';
import { readHiddenPicture, readResultPreset, readResultRecipe } from '../recipe/result-recipe.js';
import { sourceOf } from '../recipe/result-source.js';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { placeResult } from './place-result.js';

afterEach(() => vi.unstubAllGlobals());

/** Places a result; what is said of it, in English. */
const placed = async (...given: Parameters<typeof placeResult>) =>
  inEnglish((await placeResult(...given)).said);

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
  const { target } = await readLayer(asScene(node));
  return { page, figma, target };
}

/** What "Run again" on a layer's result paints. */
async function againSource(node: FakeNode): Promise<Target> {
  const queue = createLayerQueue();
  const result = readResultRecipe(asScene(node));
  const source = result && (await sourceOf(result));
  queue.fill(source === null ? [] : [source]);
  await queue.read();
  return queue.current() as Target;
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);

describe('placing beside', () => {
  it('adds a layer of the same size in one step, names it, and shows it', async () => {
    const card = fakeNode({ id: '1:2', name: 'Card', box: [40, 30, 320, 200] });
    const { page, figma, target } = await layerOnPage(card);
    const sentence = await placed(RESULT, 'beside', target);
    const [, made] = page.children ?? [];
    expect(made).toMatchObject({ name: 'Card – Woodcut', x: 400, y: 30, width: 320, height: 200 });
    expect(made.fills).toEqual([{ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'painted' }]);
    expect(readResultRecipe(asScene(made))).toEqual({
      recipe: RECIPE,
      sourceId: '1:2',
      imageHash: null,
      imagePaint: null,
      seenImage: null,
      painted: 'painted',
      stays: null,
    });
    // The picture, and a small one of it; no other before a result is put beside.
    expect(card.exported).toHaveLength(2);
    expect(figma.commitUndo).toHaveBeenCalledOnce();
    expect(figma.currentPage.selection).toEqual([made]);
    expect(figma.viewport.scrollAndZoomIntoView).toHaveBeenCalledExactlyOnceWith([card, made]);
    expect(sentence).toBe('Placed “Card – Woodcut”; undo takes it back.');
  });

  it('says how small the image of a very large layer is, and blames nobody for it', async () => {
    const wall = fakeNode({ name: 'Wall', box: [0, 0, 4800, 3000] });
    const { page, target } = await layerOnPage(wall);
    const { said, scale } = await placeResult(RESULT, 'beside', target);
    expect(page.children?.[1]).toMatchObject({ width: 4800, height: 3000 });
    expect(inEnglish(said)).toBe('Placed “Wall – Woodcut”; undo takes it back.');
    expect(inEnglish(scale ?? '')).toBe('Painted at 640 × 400 px, shown at 4800 × 3000 px.');
  });

  it('has the shape of the picture although the layer was resized meanwhile', async () => {
    const card = fakeNode({ name: 'Card', box: [40, 30, 320, 200] });
    const { page, target } = await layerOnPage(card);
    card.absoluteBoundingBox = { x: 60, y: 90, width: 500, height: 100 };
    await placed(RESULT, 'beside', target);
    expect(page.children?.[1]).toMatchObject({ x: 600, y: 90, width: 320, height: 200 });
  });

  it('says that a picture of the layer as seen holds its drop shadow', async () => {
    const effects = [{ type: 'DROP_SHADOW', visible: true }];
    const dot = Object.assign(fakeNode({ type: 'ELLIPSE', name: 'Dot', fills: [] }), { effects });
    const { target } = await layerOnPage(dot);
    const plain = 'Placed “Dot – Woodcut”; undo takes it back.';
    await expect(placed(RESULT, 'beside', target)).resolves.toBe(
      'Placed “Dot – Woodcut”, with the layer’s drop shadow in it; undo takes it back.',
    );
    await expect(placed(RESULT, 'beside', { ...target, original: true })).resolves.toBe(plain);
    dot.removed = true;
    await expect(placed(RESULT, 'beside', target)).resolves.toMatch(/^“Dot” is gone/);
  });

  it('goes where the layer lay when that is gone', async () => {
    const card = fakeNode({ name: 'Card', box: [40, 30, 320, 200] });
    const { page, target } = await layerOnPage(card);
    card.removed = true;
    page.children?.splice(0, 1);
    await expect(placed(RESULT, 'replace-fill', target)).resolves.toBe(
      '“Card” is gone, so the result was placed where it was.',
    );
    expect(page.children?.[0]).toMatchObject({ x: 40, y: 30, width: 320, height: 200 });
  });

  it('goes beside what lies there now', async () => {
    const card = fakeNode({ name: 'Card', box: [40, 30, 320, 200] });
    const { page, target } = await layerOnPage(card);
    card.removed = true;
    page.children?.splice(0, 1, fakeNode({ box: [0, 0, 200, 100] }));
    await expect(placed(RESULT, 'beside', target)).resolves.toBe(
      '“Card” is gone, so the result was placed beside what lies there now.',
    );
    expect(page.children?.[1]).toMatchObject({ x: 240, y: 30, width: 320, height: 200 });
  });

  it('goes around the point where it was dropped, though its layer or what lay there is gone', async () => {
    const card = fakeNode({ name: 'Card', box: [40, 30, 320, 200] });
    const { page, figma, target } = await layerOnPage(card);
    const board = fakeNode({ type: 'FRAME', box: [500, 500, 400, 400], children: [] });
    page.children?.push(board);
    board.parent = page;
    const drop = { node: asScene(board), x: 700, y: 650 };
    const told = 'Placed “Card – Woodcut”; undo takes it back.';
    card.removed = true;
    expect(await placed(RESULT, 'beside', target, drop)).toBe(told);
    expect(board.children?.[0]).toMatchObject({ x: 40, y: 50, width: 320, height: 200 });
    board.removed = true;
    expect(await placed(RESULT, 'beside', target, drop)).toBe(told);
    expect(page.children?.at(-1)).toMatchObject({ x: 540, y: 550 });
    expect(figma.commitUndo).toHaveBeenCalledTimes(2);
  });

  it('takes a picture that was no layer in its own size, in the middle of what is seen', async () => {
    const page = fakePage([]);
    openFakeFigma(page);
    await placed(RESULT, 'beside', null);
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
    await expect(placed(RESULT, 'beside', target)).rejects.toMatchObject({
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
    await expect(placed({ ...RESULT, width: 4097 }, 'beside', target)).rejects.toThrow(
      'The result could not be placed: Figma takes images up to 4096 px, but this one has 4097 × 400; paint it smaller.',
    );
    expect(page.children).toEqual([card]);
  });
});

describe('a fill', () => {
  it('comes over the others, and may come again', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { page, figma, target } = await layerOnPage(card);
    await placed(RESULT, 'top-fill', target);
    expect(card.fills?.map(({ type }) => type)).toEqual(['SOLID', 'IMAGE']);
    expect(figma.commitUndo).toHaveBeenCalledOnce();
    await placed(RESULT, 'top-fill', target);
    expect(card.fills).toHaveLength(3);
    expect(page.children).toEqual([card]);
  });

  it('keeps the styles that it was painted with, and what it hides', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { target } = await layerOnPage(card);
    await placed({ ...RESULT, preset: '{"a":1}' }, 'top-fill', target);
    expect(readResultPreset(asScene(card))).toEqual({ kind: 'kept', document: '{"a":1}' });
    const hidden = { picture: card.picture, covered: 'painted' };
    expect(readHiddenPicture(asScene(card), { painted: 'painted' })).toEqual(hidden);
  });

  it('takes the place of the result that it was not painted from', async () => {
    const fill: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'first' };
    const card = fakeNode({ name: 'Card', fills: [SOLID, fill] });
    openFakeFigma(fakePage([card]));
    const hidden = new Uint8Array([1, 2, 3]);
    const { target } = await readHidden(asScene(card), hidden, 'first');
    await placed(RESULT, 'top-fill', target);
    expect(card.fills).toEqual([SOLID, { ...fill, imageHash: 'painted' }]);
    expect(readHiddenPicture(asScene(card), { painted: 'painted' })?.picture).toEqual(hidden);
  });

  it('is taken back when its recipe cannot be written', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { target } = await layerOnPage(card);
    Object.assign(card, {
      setSharedPluginData: () => {
        throw new Error('no room');
      },
    });
    await expect(placed(RESULT, 'top-fill', target)).rejects.toThrow(
      'The result could not be placed (no room); try again.',
    );
    expect(card.fills).toEqual([SOLID]);
  });

  it('takes the place of the image between the other fills; its opacity is in the pixels already', async () => {
    const card = fakeNode({ id: '1:2', name: 'Card', fills: [SOLID, IMAGE] });
    const { target } = await layerOnPage(card);
    await placed(RESULT, 'replace-fill', target);
    expect(card.fills).toEqual([SOLID, { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'painted' }]);
    // It was painted from the layer as it was seen, and so it is again, not from the image.
    expect(readResultRecipe(asScene(card))).toMatchObject({ imageHash: null, seenImage: 'photo' });
    const hidden = { picture: card.picture, covered: 'painted' };
    expect(readHiddenPicture(asScene(card), { painted: 'painted' })).toEqual(hidden);
  });

  it.each(['top-fill', 'replace-fill'] as const)(
    'is painted again from what was seen, or from the image as it was uploaded: %s',
    async (action) => {
      const card = fakeNode({ id: '1:2', name: 'Card', fills: [SOLID, IMAGE] });
      const { figma, target } = await layerOnPage(card);
      figma.images.set('photo', { getBytesAsync: async () => new Uint8Array([7]) });
      const replaces = action === 'replace-fill';
      for (const [from, paint] of [
        [target, { type: 'IMAGE', scaleMode: 'FILL' }],
        [
          (await readImageFill(asScene(card))).target,
          replaces ? IMAGE : { type: 'IMAGE', scaleMode: 'FILL' },
        ],
      ] as const) {
        card.fills = [SOLID, IMAGE];
        await placed(RESULT, action, from);
        const source = await againSource(card);
        figma.createImage.mockReturnValueOnce({ hash: 'second' });
        await placed(RESULT, action, source);
        const second = { ...paint, imageHash: 'second' };
        expect(card.fills).toEqual(replaces ? [SOLID, second] : [SOLID, IMAGE, second]);
        expect(source).toMatchObject({ original: from.original, covered: 'painted' });
        // And once more.
        expect(await againSource(card)).toMatchObject({
          original: from.original,
          covered: 'second',
          before: from.original ? null : card.picture,
        });
      }
    },
  );

  it('has the crop of the image again after one of the layer as seen', async () => {
    const card = fakeNode({ id: '1:2', name: 'Card', fills: [SOLID, IMAGE] });
    const { figma, page, target } = await layerOnPage(card);
    figma.images.set('photo', { getBytesAsync: async () => new Uint8Array([7]) });
    await placed(RESULT, 'beside', (await readImageFill(asScene(card))).target);
    await placed(RESULT, 'replace-fill', target);
    expect(card.fills).toMatchObject([SOLID, { scaleMode: 'FILL' }]);
    await placed(RESULT, 'replace-fill', await againSource(page.children?.[1] as FakeNode));
    expect(card.fills).toEqual([SOLID, { ...IMAGE, imageHash: 'painted' }]);
    // Somebody changed the crop of that.
    const cropped = { ...IMAGE, imageHash: 'painted', opacity: 0.9 };
    card.fills = [SOLID, cropped];
    figma.createImage.mockReturnValueOnce({ hash: 'second' });
    await placed(RESULT, 'replace-fill', await againSource(card));
    expect(card.fills).toEqual([SOLID, { ...cropped, imageHash: 'second' }]);
  });

  it('keeps what it hides when it takes the place of the result before', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { figma, target } = await layerOnPage(card);
    await placed(RESULT, 'top-fill', target);
    figma.createImage.mockReturnValueOnce({ hash: 'second' });
    await placed(RESULT, 'replace-fill', await againSource(card));
    expect(card.fills).toMatchObject([SOLID, { imageHash: 'second' }]);
    expect(readHiddenPicture(asScene(card), { painted: 'second' })).toEqual({
      picture: card.picture,
      covered: 'second',
    });
  });

  it('keeps the crop of an image that was painted as it was uploaded', async () => {
    const card = fakeNode({ name: 'Card', fills: [IMAGE], rotation: 30 });
    const { target } = await layerOnPage(card);
    await placed(RESULT, 'replace-fill', { ...target, original: true, imagePaint: IMAGE });
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
    await expect(placed(RESULT, 'replace-fill', target)).resolves.toBe(
      `${why}, so the result was placed beside it.`,
    );
    expect(card.fills).toBe(fills);
    expect(page.children).toHaveLength(2);
  });

  it('is not made where what is in the layer is drawn otherwise now', async () => {
    const card = fakeNode({ name: 'Card', fills: [IMAGE] });
    const { figma, page, target } = await layerOnPage(card);
    const place = () => placed(RESULT, 'replace-fill', target);
    const why = '“Card” was changed in the meantime, so the result was placed beside it.';
    // Somebody rounded its corners.
    const [picture, edited] = [card.picture, new Uint8Array([1])];
    card.picture = edited;
    await expect(place()).resolves.toBe(why);
    expect(card.fills).toEqual([IMAGE]);
    // It cannot be looked at.
    Object.assign(card, { exportAsync: () => Promise.reject(new Error('out of memory')) });
    await expect(place()).resolves.toBe(why);
    // And changed it back.
    Object.assign(card, { exportAsync: async () => picture.slice() });
    await expect(place()).resolves.toBe('Replaced the image fill of “Card”; undo takes it back.');
    expect(figma.commitUndo).toHaveBeenCalledTimes(3);
    expect(page.children).toHaveLength(3);
  });

  it('is made where the layer was only moved, and after one that was made before', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID], box: [40, 30, 100, 50] });
    const { target } = await layerOnPage(card);
    card.absoluteBoundingBox = { x: 90.5, y: 30, width: 100, height: 50 };
    // Half a pixel further every edge is drawn otherwise.
    card.picture = new Uint8Array([1]);
    const place = () => placed(RESULT, 'top-fill', target);
    await expect(place()).resolves.toMatch(/^Added a top fill/);
    card.absoluteBoundingBox = { x: 140, y: 30, width: 100, height: 50 };
    await expect(place()).resolves.toMatch(/^Added a top fill/);
    card.picture = new Uint8Array([2]);
    await expect(place()).resolves.toMatch(/was changed in the meantime/);
  });

  it('is not made of a line, which has no area', async () => {
    const line = fakeNode({ type: 'LINE', name: 'Rule', box: [0, 50, 200, 0], fills: [] });
    Object.assign(line, { absoluteRenderBounds: { x: 0, y: 40, width: 200, height: 20 } });
    const { page, target } = await layerOnPage(line);
    await expect(placed(RESULT, 'top-fill', target)).resolves.toBe(
      '“Rule” can have no fill of its own, so the result was placed beside it.',
    );
    expect(page.children?.[1]).toMatchObject({ x: 240, y: 40, width: 200, height: 20 });
  });

  it.each([
    ['the layers in “Card” would show twice', { type: 'FRAME', children: [fakeNode()] }],
    ['the fills above the image of “Card” would show twice', { fills: [IMAGE, SOLID] }],
    ['“Card” is translucent, and a fill would fade twice', { opacity: 0.5 }],
    [
      '“Card” is blurred, and a fill would be blurred twice',
      { effects: [{ type: 'LAYER_BLUR', visible: true, radius: 4 }] },
    ],
  ])('from the layer as seen is not made where %s', async (why, given) => {
    const card = Object.assign(fakeNode({ name: 'Card', fills: [IMAGE] }), given);
    const { figma, page, target } = await layerOnPage(card);
    await expect(placed(RESULT, 'replace-fill', target)).resolves.toBe(
      `${capital(why)}, so the result was placed beside it.`,
    );
    expect(page.children).toHaveLength(2);
    // The image alone has nothing of that in it.
    figma.images.set('photo', { getBytesAsync: async () => new Uint8Array([7]) });
    const image = await readImageFill(asScene(card));
    await expect(placed(RESULT, 'replace-fill', image.target)).resolves.toMatch(/^Replaced/);
  });

  it('over a translucent or blurred layer is not made, unless neither shows', async () => {
    const card = fakeNode({ name: 'Card', fills: [SOLID] });
    const { target } = await layerOnPage(card);
    const hidden = { effects: [{ type: 'LAYER_BLUR', visible: false }], opacity: 1 };
    const place = () => placed(RESULT, 'top-fill', target);
    Object.assign(card, { opacity: 0.5 });
    await expect(place()).resolves.toMatch(/fade twice/);
    Object.assign(card, hidden);
    await expect(place()).resolves.toMatch(/^Added a top fill/);
  });

  it('is not made under layers that would hide it', async () => {
    const card = fakeNode({ name: 'Card', type: 'FRAME', fills: [SOLID], children: [fakeNode()] });
    const { target } = await layerOnPage(card);
    await expect(placed(RESULT, 'top-fill', target)).resolves.toMatch(/would hide a fill/);
  });
});
