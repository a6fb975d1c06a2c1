import { afterEach, describe, expect, it, vi } from 'vitest';
import { readImageFill, readLayer } from './read-layer.js';
import { asScene, fakeNode, fakePage, openFakeFigma } from './test/fake-figma.js';

afterEach(() => vi.unstubAllGlobals());

const nameOf = ({ name }: { name: string }) => name;
const IMAGE: ImagePaint = { type: 'IMAGE', scaleMode: 'CROP', imageHash: 'photo' };

describe('readLayer', () => {
  it('exports the layer in sRGB within its bounds, and keeps what tells it again', async () => {
    const node = fakeNode({ id: '1:2', name: 'Card', box: [40, 30, 320, 200], fills: [IMAGE] });
    openFakeFigma(fakePage([node]));
    const { picture, target } = await readLayer(asScene(node), nameOf);
    expect(node.exported).toEqual([
      {
        format: 'PNG',
        colorProfile: 'SRGB',
        useAbsoluteBounds: true,
        constraint: { type: 'WIDTH', value: 640 },
      },
    ]);
    expect(picture.name).toBe('Card');
    expect(target).toMatchObject({ id: '1:2', pageId: '0:1', original: false, imageHash: 'photo' });
    expect(target.box).toEqual({ x: 40, y: 30, width: 320, height: 200 });
  });

  it('says in words that Figma could not export it', async () => {
    const node = fakeNode({ name: 'Card' });
    openFakeFigma(fakePage([node]));
    const failing = {
      ...asScene(node),
      exportAsync: async () => Promise.reject(new Error('out of memory')),
    };
    await expect(readLayer(failing as unknown as SceneNode, nameOf)).rejects.toMatchObject({
      code: 'export',
      message:
        'Figma could not export “Card” (out of memory); try a smaller layer, or flatten it first.',
    });
  });

  it('refuses what it cannot take before it exports', async () => {
    const node = fakeNode({ visible: false });
    openFakeFigma(fakePage([node]));
    await expect(readLayer(asScene(node), nameOf)).rejects.toMatchObject({ code: 'refused' });
    expect(node.exported).toEqual([]);
  });
});

describe('readImageFill', () => {
  it('reads the topmost visible image as it was uploaded', async () => {
    const hidden: ImagePaint = { ...IMAGE, imageHash: 'hidden', visible: false };
    const node = fakeNode({ fills: [{ ...IMAGE, imageHash: 'lower' }, IMAGE, hidden] });
    const { images } = openFakeFigma(fakePage([node]));
    images.set('photo', { getBytesAsync: async () => new Uint8Array([7]) });
    const { picture, target } = await readImageFill(asScene(node), nameOf);
    expect([...picture.bytes]).toEqual([7]);
    expect(target).toMatchObject({ original: true, imageHash: 'photo' });
    expect(node.exported).toEqual([]);
  });

  it('refuses a layer without an image', async () => {
    const node = fakeNode({ name: 'Card', fills: [] });
    openFakeFigma(fakePage([node]));
    await expect(readImageFill(asScene(node), nameOf)).rejects.toThrow(
      '“Card” has no image fill; select a layer that is filled with an image',
    );
  });
});
