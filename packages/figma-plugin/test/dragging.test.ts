import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { addedNode, recipeOn } from './result-of.js';
import { card, fileOf } from './scenes.js';

/** Half of the viewport that the tests give the page, px: the middle of the canvas. */
const HALF = 450;

it('places the painting where it is dropped on the canvas, as one step of undo', async () => {
  const board = { type: 'FRAME', id: '1:9', name: 'Board', x: 200, y: 0 } as const;
  const plugin = await openPlugin({
    scene: fileOf(card('1:2', 'Card'), { ...board, width: 200, height: 200, fills: [] }),
  });
  // The browser's driver tells the end of a drag in the page's coordinates, not in the frame's.
  await plugin.page.addStyleTag({ content: 'body { margin: 0 }' });
  await plugin.begin();
  const handle = plugin.ui.getByText('Drag this onto the canvas');
  expect(await handle.count()).toBe(0);
  await plugin.choose();
  await plugin.paint();
  await handle.waitFor(PATIENCE);

  const { mouse } = plugin.page;
  const dragTo = async (x: number, y: number) => {
    await handle.hover();
    await mouse.down();
    await mouse.move(x, y, { steps: 5 });
    await mouse.up();
  };
  // Within the window it is no drop; the person thought better of it.
  await dragTo(100, 300);
  await dragTo(HALF + 300, HALF + 100);
  const told = ['Placed “Card – Oil whirls”; undo takes it back.'];
  await expect.poll(plugin.toasts, PATIENCE).toEqual(told);
  const [added, ...others] = await plugin.difference();
  // Around the point 300, 100 of the page, in the frame that lies there.
  expect(added).toMatchObject({ parent: '1:9', node: { x: 52, y: 64, width: 96, height: 72 } });
  expect(recipeOn(addedNode(added))).toMatchObject({ sourceId: '1:2' });
  expect(others).toEqual([]);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});

it('leaves to Figma what else is dropped there', async () => {
  const plugin = await openPlugin({ scene: fileOf(card('1:2', 'Card')) });
  await plugin.begin();
  const items = [{ type: 'text/plain', data: 'x' }];
  expect(await plugin.drop({ clientX: 800, clientY: 800, items })).toBe(false);
  expect(await plugin.difference()).toEqual([]);
  expect(await plugin.toasts()).toEqual([]);
  await plugin.expectClean();
});
