import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readHidden, readImageFill, readLayer } from '../layer/read-layer.js';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { placeResult } from './place-result.js';

afterEach(() => vi.unstubAllGlobals());

/** Places a result; what is said of it, in English. */
const placed = async (...given: Parameters<typeof placeResult>) =>
  inEnglish((await placeResult(...given)).said);

const RESULT = {
  bytes: new Uint8Array([1]),
  width: 640,
  height: 400,
  suggestedName: 'photo.woodcut',
  recipe: '{"styleNames":["Woodcut"]}',
};
const IMAGE: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'photo' };
const TILED: ImagePaint = { ...IMAGE, scaleMode: 'TILE', scalingFactor: 0.5 };

type Given = Parameters<typeof fakeNode>[0];

/** A file with a photo in frames, the outermost first. */
function photoIn(parents: readonly Given[], given: Given = {}) {
  const photo = fakeNode({ name: 'Photo', fills: [IMAGE], box: [40, 30, 64, 40], ...given });
  const outermost = [...parents]
    .reverse()
    .reduce<FakeNode>(
      (child, each) => fakeNode({ type: 'FRAME', ...each, children: [child] }),
      photo,
    );
  const page = fakePage([outermost]);
  const figma = openFakeFigma(page);
  const image = (width: number) => ({
    getBytesAsync: async () => new Uint8Array([7]),
    getSizeAsync: async () => ({ width, height: width / 2 }),
  });
  figma.images.set('photo', image(128));
  figma.images.set('painted', image(RESULT.width));
  return { photo, page, figma };
}

describe('a fill of a layer in turned and mirrored parents (case 17)', () => {
  it.each<[string, readonly Given[]]>([
    ['turned, and a fill would turn', [{ rotation: 90 }]],
    ['turned, and a fill would turn', [{ rotation: 30 }, {}]],
    ['turned, and a fill would turn', [{ rotation: 90 }, { rotation: 90 }]],
    ['mirrored, and a fill would mirror', [{ flipped: true }]],
    ['mirrored, and a fill would mirror', [{ flipped: true, rotation: 180 }, { type: 'SECTION' }]],
    ['mirrored, and a fill would mirror', [{ flipped: true }, { type: 'INSTANCE', rotation: 90 }]],
  ])('would be %s it once more', async (why, parents) => {
    for (const action of ['top-fill', 'replace-fill'] as const) {
      const { photo, page } = photoIn(parents);
      const { target } = await readLayer(asScene(photo));
      await expect(placed(RESULT, action, target)).resolves.toBe(
        `“Photo” is ${why} the result once more, so the result was placed beside it.`,
      );
      expect(photo.fills).toEqual([IMAGE]);
      // Where the layer is upright on the page: there.
      expect(page.children).toHaveLength(2);
    }
  });

  it.each<[string, readonly Given[], Given]>([
    ['parents that turn it back', [{ rotation: 90 }, { rotation: 270 }], {}],
    ['a turned parent in which it is turned back', [{ rotation: 90 }], { rotation: -90 }],
    ['two mirrored parents', [{ flipped: true }, { flipped: true }], {}],
  ])('is made in %s', async (_, parents, given) => {
    const { photo } = photoIn(parents, given);
    const { target } = await readLayer(asScene(photo));
    await expect(placed(RESULT, 'top-fill', target)).resolves.toMatch(/^Added a top fill/);
  });

  it('is made of the image as uploaded, which the layer turns as before', async () => {
    const { photo } = photoIn([{ rotation: 90 }, { flipped: true }]);
    const { target } = await readImageFill(asScene(photo));
    await expect(placed(RESULT, 'replace-fill', target)).resolves.toMatch(/^Replaced/);
    expect(photo.fills).toEqual([{ ...IMAGE, imageHash: 'painted' }]);
  });

  it('is made of what it hides, which was upright as it was covered', async () => {
    const { photo, page } = photoIn([{ rotation: 90 }], { box: [40, 30, 40, 64] });
    Object.assign(photo, { width: 64, height: 40 });
    const { target } = await readHidden(asScene(photo), new Uint8Array([1]), 'photo');
    await expect(placed(RESULT, 'top-fill', target)).resolves.toMatch(/^Added a top fill/);
    // Beside the layer it has the shape that the layer has in itself.
    await placed(RESULT, 'beside', target);
    expect(page.children?.[1]).toMatchObject({ width: 64, height: 40 });
  });

  it('is not made once a parent was turned, or turned back, while it was painted', async () => {
    const { photo } = photoIn([{}]);
    const { target } = await readLayer(asScene(photo));
    Object.assign(photo.parent as FakeNode, { rotation: 180 });
    await expect(placed(RESULT, 'top-fill', target)).resolves.toMatch(/is turned/);
    const turned = await readLayer(asScene(photo));
    Object.assign(photo.parent as FakeNode, { rotation: 0 });
    await expect(placed(RESULT, 'top-fill', turned.target)).resolves.toMatch(
      /changed in the meantime/,
    );
  });
});

it('keeps the size of tiles when it is painted again and again (case 18)', async () => {
  const { photo, figma } = photoIn([], { fills: [TILED] });
  const { target } = await readImageFill(asScene(photo));
  // 128 px × 0.5 are tiles of 64 px, and so are 640 px × 0.1.
  await placed(RESULT, 'replace-fill', target);
  expect(photo.fills).toEqual([{ ...TILED, imageHash: 'painted', scalingFactor: 0.1 }]);
  const again = await readImageFill(asScene(photo), 'photo', { covered: 'painted' });
  figma.createImage.mockReturnValueOnce({ hash: 'second' });
  await placed({ ...RESULT, width: 320, height: 160 }, 'replace-fill', again.target);
  expect(photo.fills).toEqual([{ ...TILED, imageHash: 'second', scalingFactor: 0.2 }]);
});
