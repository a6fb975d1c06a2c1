import { afterEach, describe, expect, it, vi } from 'vitest';
import { asScene, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { readImageFill, readLayer } from './read-layer.js';

afterEach(() => vi.unstubAllGlobals());

const IMAGE: ImagePaint = { type: 'IMAGE', scaleMode: 'CROP', imageHash: 'photo' };

describe('readLayer', () => {
  it('exports the layer in sRGB within its bounds, and keeps what tells it again', async () => {
    const node = fakeNode({ id: '1:2', name: 'Card', box: [40, 30, 320, 200], fills: [IMAGE] });
    openFakeFigma(fakePage([node]));
    const { picture, target } = await readLayer(asScene(node));
    expect(node.exported).toEqual([
      {
        format: 'PNG',
        colorProfile: 'SRGB',
        useAbsoluteBounds: true,
        constraint: { type: 'WIDTH', value: 640 },
      },
      // To compare with later.
      expect.objectContaining({ constraint: { type: 'WIDTH', value: 256 } }),
    ]);
    expect(picture.name).toBe('Card');
    expect(target).toMatchObject({ id: '1:2', pageId: '0:1', original: false, imageHash: 'photo' });
    expect(target.box).toEqual({ x: 40, y: 30, width: 320, height: 200 });
  });

  it('takes a line by what is drawn of it', async () => {
    const node = fakeNode({ type: 'LINE', name: 'Rule', box: [0, 50, 200, 0] });
    const drawn = { x: 0, y: 40, width: 200, height: 20 };
    Object.assign(node, { absoluteRenderBounds: drawn });
    openFakeFigma(fakePage([node]));
    const { target } = await readLayer(asScene(node));
    expect(target.box).toEqual(drawn);
    expect(node.exported[0]).toMatchObject({
      useAbsoluteBounds: false,
      constraint: { type: 'WIDTH', value: 400 },
    });
    Object.assign(node, { absoluteRenderBounds: null });
    await expect(readLayer(asScene(node))).rejects.toThrow('“Rule” has nothing to be seen');
  });

  it('keeps the picture of what a fill would hide, made smaller where it is large', async () => {
    const solid: SolidPaint = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } };
    const tile = fakeNode({ name: 'Tile', fills: [solid], box: [0, 0, 800, 800] });
    const frame = fakeNode({ type: 'FRAME', fills: [solid], children: [fakeNode()] });
    openFakeFigma(fakePage([tile, frame]));
    expect((await readLayer(asScene(tile))).target.before).toBe(tile.picture);
    // An image that the file keeps tells nothing of its crop, nor of the other fills.
    const photo = fakeNode({ fills: [IMAGE] });
    expect((await readLayer(asScene(photo))).target.before).toBe(photo.picture);
    // What it hides cannot be covered by one fill.
    expect((await readLayer(asScene(frame))).target.before).toBeNull();

    const sizes = new Map([
      [1024, 900_000],
      [768, 700_001],
      [512, 700_000],
    ]);
    const large = {
      ...asScene(tile),
      exportAsync: async ({ constraint }: { constraint: { value: number } }) =>
        new Uint8Array(sizes.get(constraint.value) ?? 2_000_000),
    };
    const read = await readLayer(large as unknown as SceneNode);
    expect(read.picture.bytes).toHaveLength(2_000_000);
    expect(read.target.before).toHaveLength(700_000);
  });

  it('says in words that Figma could not export it', async () => {
    const node = fakeNode({ name: 'Card' });
    openFakeFigma(fakePage([node]));
    const failing = {
      ...asScene(node),
      exportAsync: async () => Promise.reject(new Error('out of memory')),
    };
    await expect(readLayer(failing as unknown as SceneNode)).rejects.toMatchObject({
      code: 'export',
      message:
        'Figma could not export “Card” (out of memory); try a smaller layer, or flatten it first.',
    });
  });

  it('ends with the picture although the layer is removed while it is exported', async () => {
    const node = fakeNode({ name: 'Tile', fills: [], box: [0, 0, 400, 400] });
    openFakeFigma(fakePage([node]));
    let isGone = false;
    const leaving = new Proxy(asScene(node), {
      get(layer, property) {
        if (isGone) throw new Error(`in get_${String(property)}: The node does not exist`);
        if (property !== 'exportAsync') return Reflect.get(layer, property);
        return async () => {
          isGone = true;
          return new Uint8Array(900_000);
        };
      },
    });
    const { picture, target } = await readLayer(leaving);
    expect(picture).toMatchObject({ name: 'Tile', bytes: { length: 900_000 } });
    expect(target).toMatchObject({ id: node.id, before: null });
  });

  it('refuses what it cannot take before it exports', async () => {
    const node = fakeNode({ visible: false });
    openFakeFigma(fakePage([node]));
    await expect(readLayer(asScene(node))).rejects.toMatchObject({ code: 'refused' });
    expect(node.exported).toEqual([]);
  });
});

describe('readImageFill', () => {
  it('reads the topmost visible image as it was uploaded', async () => {
    const hidden: ImagePaint = { ...IMAGE, imageHash: 'hidden', visible: false };
    const node = fakeNode({ fills: [{ ...IMAGE, imageHash: 'lower' }, IMAGE, hidden] });
    const { images } = openFakeFigma(fakePage([node]));
    images.set('photo', { getBytesAsync: async () => new Uint8Array([7]) });
    const { picture, target } = await readImageFill(asScene(node));
    expect([...picture.bytes]).toEqual([7]);
    expect(target).toMatchObject({ original: true, imageHash: 'photo' });
    expect(node.exported).toEqual([]);
  });

  it('notes how wide the image of tiles is, of the fill as it will be (case 18)', async () => {
    const tiled: ImagePaint = {
      type: 'IMAGE',
      scaleMode: 'TILE',
      imageHash: 'photo',
      scalingFactor: 2,
    };
    const node = fakeNode({ fills: [{ ...tiled, imageHash: 'painted' }] });
    const { images } = openFakeFigma(fakePage([node]));
    const imageOf = (width: number) => ({
      getBytesAsync: async () => new Uint8Array([7]),
      getSizeAsync: async () => ({ width, height: 10 }),
    });
    images.set('photo', imageOf(128));
    images.set('painted', imageOf(32));
    const read = (covered: string | null, paint: ImagePaint | null) =>
      readImageFill(asScene(node), 'photo', { covered, paint });
    expect((await read('painted', null)).target.tileWidth).toBe(32);
    expect((await read('painted', tiled)).target.tileWidth).toBe(128);
    images.delete('painted');
    expect((await read('painted', null)).target.tileWidth).toBeNull();
    images.set('painted', { ...imageOf(1), getSizeAsync: () => Promise.reject(new Error('lost')) });
    await expect(read('painted', null)).rejects.toMatchObject({ code: 'export' });
  });

  it('refuses a layer without an image', async () => {
    const node = fakeNode({ name: 'Card', fills: [] });
    openFakeFigma(fakePage([node]));
    await expect(readImageFill(asScene(node))).rejects.toThrow(
      '“Card” has no image fill; select a layer that is filled with an image',
    );
  });
});
