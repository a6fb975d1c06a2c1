import type { NamedImagePaint, NodeDifference } from '@pastiche/test-fixtures/figma';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { addedNode } from './result-of.js';
import { CROPPED_PHOTO, card, cutOutPng, fileOf, pixelsOf, solid } from './scenes.js';

const RECIPE = ['relaunchData', 'sharedPluginData'];

interface Fill {
  readonly type: string;
  readonly imageHash: string;
  readonly [field: string]: unknown;
}

const changesOf = (difference: readonly NodeDifference[]) =>
  difference.map((each) => ({
    id: each.id,
    properties: each.change === 'changed' ? [...each.properties].sort() : each.change,
  }));

const fillsAfter = ([first]: readonly NodeDifference[]) =>
  (first.change === 'changed' ? first.after.fills : []) as readonly Fill[];

it('places a result beside its frame: named, selected, in view, and gone with one undo', async () => {
  const plugin = await openPlugin({
    scene: fileOf(card('1:2', 'Card'), card('1:3', 'Other', 400)),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.place('Place beside')).toBe(
    'Placed “Card – Oil whirls”; undo takes it back.',
  );
  const difference = await plugin.difference();
  expect(difference).toMatchObject([
    {
      change: 'added',
      parent: '0:1',
      node: { type: 'RECTANGLE', name: 'Card – Oil whirls', x: 176, y: 40, width: 96, height: 72 },
    },
  ]);
  expect(await plugin.selection()).toEqual([difference[0].id]);
  expect((await plugin.viewport()).shown).toEqual(['1:2', difference[0].id]);
  await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.closeWindow();
  await expect.poll(() => plugin.page.workers()).toHaveLength(0);
  expect(await plugin.toasts()).toHaveLength(1);
  await plugin.expectClean();
});

it('adds a top fill to a rectangle, over the fills that it has', async () => {
  const fills = [solid(0.1, 0.5, 0.2), solid(0.9, 0.2, 0.2)];
  const scene = fileOf({
    type: 'RECTANGLE',
    id: '1:2',
    name: 'Tile',
    width: 64,
    height: 64,
    fills,
  });
  const plugin = await openPlugin({ scene });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.place('Add as top fill')).toBe(
    'Added a top fill to “Tile”; undo takes it back.',
  );
  const difference = await plugin.difference();
  expect(changesOf(difference)).toEqual([{ id: '1:2', properties: ['fills', ...RECIPE] }]);
  expect(fillsAfter(difference)).toMatchObject([...fills, { type: 'IMAGE', scaleMode: 'FILL' }]);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});

it('replaces the image fill as uploaded, and keeps crop, opacity, corners and the other fills', async () => {
  const photo = { ...CROPPED_PHOTO, blendMode: 'MULTIPLY' } satisfies NamedImagePaint;
  const fills = [solid(0.1, 0.5, 0.2), photo, { ...solid(0, 0, 0), opacity: 0.2 }];
  const box = { x: 20, y: 20, width: 64, height: 40, cornerRadius: 12 };
  const plugin = await openPlugin({
    scene: {
      ...fileOf({ type: 'RECTANGLE', id: '1:2', name: 'Photo', ...box, fills }),
      images: { photo: await cutOutPng(48) },
    },
  });
  await plugin.begin('image');
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.place('Replace image fill')).toBe(
    'Replaced the image fill of “Photo”; undo takes it back.',
  );
  const difference = await plugin.difference();
  expect(changesOf(difference)).toEqual([{ id: '1:2', properties: ['fills', ...RECIPE] }]);
  const { image: _, ...kept } = photo;
  expect(fillsAfter(difference)).toMatchObject([fills[0], kept, fills[2]]);
  // The whole image was painted, not the part of it that is seen, and its cut-out is still one.
  const placed = await pixelsOf(
    (await plugin.image(fillsAfter(difference)[1].imageHash)) ?? new Uint8Array(),
  );
  expect(placed).toMatchObject({ width: 32, height: 32 });
  expect(placed.at(0, 0)[3]).toBe(0);
  expect(placed.at(16, 16)[3]).toBe(255);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});

it('keeps what is transparent in a cut-out', async () => {
  const fills = [{ type: 'IMAGE', image: 'photo', scaleMode: 'FILL' } as const];
  const plugin = await openPlugin({
    parameters: { size: 48 },
    scene: {
      ...fileOf({ type: 'RECTANGLE', id: '1:2', name: 'Cut-out', width: 64, height: 64, fills }),
      images: { photo: await cutOutPng(64) },
    },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Place beside');
  const [added] = await plugin.difference();
  const [fill] = addedNode(added).fills as readonly Fill[];
  const { at } = await pixelsOf((await plugin.image(fill.imageHash)) ?? new Uint8Array());
  for (const [x, y] of [
    [0, 0],
    [47, 0],
    [0, 47],
    [47, 47],
  ])
    expect(at(x, y)[3]).toBe(0);
  expect(at(24, 24)[3]).toBe(255);
  // The half transparent ring.
  expect(at(24, 6)[3]).toBeGreaterThan(110);
  expect(at(24, 6)[3]).toBeLessThan(145);
  await plugin.expectClean();
});

it('places the result of a frame of 4097 px at the size of the frame, in an image that Figma takes', async () => {
  const plugin = await openPlugin({
    scene: fileOf({ ...card('1:2', 'Wall'), width: 4097, height: 3000 }),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Place beside');
  const [added] = await plugin.difference();
  expect(added).toMatchObject({ node: { x: 4177, y: 40, width: 4097, height: 3000 } });
  expect(await plugin.toasts()).toEqual(['Placed “Wall – Oil whirls”; undo takes it back.']);
  // Nobody but the size that was chosen is to blame; the window says it all at once.
  const sizes = 'Painted at 32 × 23 px, shown at 4097 × 3000 px.';
  await expect.poll(plugin.sizes, PATIENCE).toEqual([sizes]);
  await plugin.ui.getByText(`undo takes it back. ${sizes}`).first().waitFor(PATIENCE);
  await plugin.expectClean();
});

it('offers the size that does for a text that would come out too narrow', async () => {
  const [box, fills] = [{ width: 100, height: 20 }, [solid(0.1, 0.2, 0.4)]];
  const plugin = await openPlugin({
    parameters: { size: 64 },
    scene: fileOf({ type: 'TEXT', id: '1:2', characters: 'Headline', ...box, fills }),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.button('Stylize').click();
  await plugin.ui.getByText('The network needs at least 16 px on the short side').waitFor(PATIENCE);
  await plugin.button('Use 96 px').click();
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await plugin.place('Place beside');
  expect(await plugin.difference()).toMatchObject([{ change: 'added', node: box }]);
  await plugin.expectClean();
});
