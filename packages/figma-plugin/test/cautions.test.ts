import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { fileOf, solid } from './scenes.js';

it('says before a fill that it changes instances and detaches a style, and does it all the same', async () => {
  const box = { y: 0, width: 64, height: 64 };
  const instance = (id: string, x: number) =>
    ({ type: 'INSTANCE', id, name: 'Button', x, ...box, mainComponent: '1:2' }) as const;
  const fills = [solid(0.9, 0.4, 0.2)];
  const plugin = await openPlugin({
    scene: {
      ...fileOf(
        { type: 'COMPONENT', id: '1:2', name: 'Button', ...box, fills, fillStyleId: 'S:1' },
        instance('1:3', 200),
        instance('1:4', 400),
      ),
      paintStyles: { 'S:1': 'Brand/Primary' },
    },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.ui
    .getByText(
      'Add as top fill: This changes all instances of the main component “Button”, too: 2. ' +
        'This detaches the layer’s colour style “Brand/Primary”.',
    )
    .waitFor(PATIENCE);
  expect(await plugin.place('Add as top fill')).toBe(
    'Added a top fill to “Button”; undo takes it back.',
  );
  expect(await plugin.difference()).toMatchObject([
    { change: 'changed', id: '1:2', before: { fillStyleId: 'S:1' }, after: { fillStyleId: '' } },
  ]);
  // What is detached is old news.
  const style = plugin.ui.getByText('This detaches the layer’s colour style');
  await style.waitFor({ state: 'hidden', ...PATIENCE });
  await plugin.ui.getByText('component “Button”, too: 2.').waitFor(PATIENCE);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});
