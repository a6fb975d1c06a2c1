import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { addedNode, recipeOn } from './result-of.js';
import { card, fileOf } from './scenes.js';

it('takes the look of another layer, and keeps its layer meanwhile', async () => {
  const plugin = await openPlugin({
    scene: fileOf(card('1:2', 'Card'), card('1:3', 'Poster', 400)),
  });
  await plugin.begin();
  await plugin.button('Selected layer as style').click();
  await plugin.ui.getByText('Select the layer whose look you want').first().waitFor(PATIENCE);
  await plugin.select(['1:3']);
  await plugin.button('Selected layer as style').click();
  await plugin.choose('Poster');
  await plugin.paint();
  await plugin.place('Place beside');
  const [added] = await plugin.difference();
  expect(addedNode(added)).toMatchObject({ name: 'Card – Poster', x: 176, y: 40 });
  expect(recipeOn(addedNode(added))).toMatchObject({ sourceId: '1:2' });
  await plugin.expectClean();
});

it('says what cannot be restyled, and of a layer that shows nothing when it is to be painted', async () => {
  const plugin = await openPlugin({
    scene: {
      ...fileOf(
        { type: 'SLICE', id: '1:1', name: 'Cut', width: 20, height: 20 },
        { type: 'RECTANGLE', id: '1:2', name: 'Empty', width: 64, height: 64, fills: [] },
      ),
    },
  });
  await plugin.begin();
  await expect
    .poll(plugin.toasts, PATIENCE)
    .toEqual([expect.stringContaining('“Cut” is a slice, which cannot be restyled')]);
  await plugin.select(['1:2']);
  await plugin.choose();
  await plugin.button('Stylize').click();
  await plugin.ui
    .getByText('The content picture must show something, but it is transparent everywhere')
    .first()
    .waitFor(PATIENCE);
  await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});
