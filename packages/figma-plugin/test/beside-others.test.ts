import type { LayerDescription, NodeDifference } from '@pastiche/test-fixtures/figma';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { addedNode } from './result-of.js';
import { card, fileOf, solid } from './scenes.js';

const cardAt = (id: string, x: number, y: number): LayerDescription => ({
  ...card(id, `Card ${id}`, x),
  y,
});

const photo = (id: string, x: number, y: number): LayerDescription => ({
  type: 'RECTANGLE',
  id,
  name: `Photo ${id}`,
  x,
  y,
  width: 80,
  height: 40,
  fills: [solid(0.8, 0.3, 0.2)],
});

/** A frame of 300 × 200 px that clips, as pages of a website do. */
const artboard = (
  id: string,
  x: number,
  children: readonly LayerDescription[],
): LayerDescription => ({
  type: 'FRAME',
  id,
  name: `Artboard ${id}`,
  x,
  y: 0,
  width: 300,
  height: 200,
  clipsContent: true,
  fills: [solid(1, 1, 1)],
  children,
});

/** Paints all that is selected, and tells where the results went, by their names. */
async function placesOfAll(plugin: Plugin, count: number) {
  await plugin.begin();
  await plugin.choose();
  await plugin.button('Paint all').click();
  await expect.poll(async () => (await plugin.toasts()).length, PATIENCE).toBe(count);
  const places = (await plugin.difference()).map(placeOf);
  return places.sort(([one], [other]) => String(one).localeCompare(String(other)));
}

const placeOf = (difference: NodeDifference) => {
  const { name, x, y } = addedNode(difference);
  return [name.split(' – ')[0], 'parent' in difference && difference.parent, x, y];
};

async function expectUndone(plugin: Plugin, steps: number): Promise<void> {
  expect(await plugin.undoSteps()).toBe(steps);
  for (let step = 0; step < steps; step++) await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
}

it('puts the results of a grid of cards beside it, as a grid', async () => {
  const ids = ['1:2', '1:3', '1:4', '1:5'];
  const [first, second, third, fourth] = ids;
  const plugin = await openPlugin({
    scene: {
      // 24 px apart: to (256, 168).
      ...fileOf(
        cardAt(first, 40, 0),
        cardAt(second, 160, 0),
        cardAt(third, 40, 96),
        cardAt(fourth, 160, 96),
      ),
      selection: ids,
    },
  });
  expect(await placesOfAll(plugin, 4)).toEqual([
    ['Card 1:2', '0:1', 296, 0],
    ['Card 1:3', '0:1', 432, 0],
    ['Card 1:4', '0:1', 296, 96],
    ['Card 1:5', '0:1', 432, 96],
  ]);
  await expectUndone(plugin, 4);
});

it('covers neither the next artboard nor what the layer’s own holds', async () => {
  const others = { selection: ['1:9'] };
  const next = artboard('1:2', 340, [photo('1:8', 10, 30)]);
  const first = artboard('1:1', 0, [photo('1:9', 10, 20), photo('1:7', 130, 20)]);
  const plugin = await openPlugin({ scene: { ...fileOf(first, next), ...others } });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.place('Place beside')).toBe(
    'Placed “Photo 1:9 – Oil whirls”, outside its parent; undo takes it back.',
  );
  expect((await plugin.difference()).map(placeOf)).toEqual([['Photo 1:9', '0:1', 680, 20]]);
  await expectUndone(plugin, 1);
});

it('puts the results of the photos in a clipping frame beside it, in the photos’ rows', async () => {
  const photos = [photo('2:1', 10, 20), photo('2:2', 100, 20), photo('2:3', 10, 120)];
  const plugin = await openPlugin({
    scene: { ...fileOf(artboard('1:1', 0, photos)), selection: ['2:1', '2:2', '2:3'] },
  });
  expect(await placesOfAll(plugin, 3)).toEqual([
    ['Photo 2:1', '0:1', 340, 20],
    ['Photo 2:2', '0:1', 460, 20],
    ['Photo 2:3', '0:1', 340, 120],
  ]);
  await expectUndone(plugin, 3);
});
