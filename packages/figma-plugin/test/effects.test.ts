import { expect, it } from 'vitest';
import { openPlugin } from './open-plugin.js';
import { fileOf, pixelsOf, solid } from './scenes.js';

const SHADOW = {
  color: { r: 0, g: 0, b: 0, a: 1 },
  offset: { x: 0, y: 6 },
  radius: 8,
  visible: true,
  blendMode: 'NORMAL',
} as const;

it('does not fill a layer whose effect would show twice, and says which', async () => {
  const plugin = await openPlugin({
    scene: fileOf({
      type: 'RECTANGLE',
      id: '1:2',
      name: 'Tile',
      width: 64,
      height: 64,
      fills: [solid(1, 1, 1)],
      effects: [{ type: 'INNER_SHADOW', ...SHADOW }],
    }),
  });
  // The picture of the layer has its shadow already.
  const { at } = await pixelsOf(await plugin.picture('1:2'));
  expect(at(32, 1)[0]).toBeLessThan(at(32, 32)[0] - 50);
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.withheld('Add as top fill')).toBe(
    'Add as top fill: “Tile” has an inner shadow, and a fill would show that twice.',
  );
  await plugin.place('Place beside');
  expect(await plugin.difference()).toMatchObject([{ change: 'added', node: { x: 104, y: 0 } }]);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.expectClean();
});

it('fills a layer with a drop shadow, and says that beside it the picture holds that', async () => {
  const plugin = await openPlugin({
    scene: fileOf({
      type: 'ELLIPSE',
      id: '1:2',
      name: 'Dot',
      width: 64,
      height: 64,
      fills: [solid(0.9, 0.4, 0.2)],
      effects: [{ type: 'DROP_SHADOW', ...SHADOW }],
    }),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.place('Place beside')).toBe(
    'Placed “Dot – Oil whirls”, with the layer’s drop shadow in it; undo takes it back.',
  );
  expect(await plugin.place('Add as top fill')).toBe(
    'Added a top fill to “Dot”; undo takes it back.',
  );
  for (const change of ['changed', 'added'])
    expect(await plugin.difference()).toContainEqual(expect.objectContaining({ change }));
  for (const _ of ['fill', 'beside']) await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});
