import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { addedNode, recipeOn } from './result-of.js';
import { CROPPED_PHOTO, card, cutOutPng, fileOf, solid } from './scenes.js';

const strength = (plugin: Plugin) =>
  plugin.ui.getByRole('slider', { name: 'Strength' }).inputValue();

const isChosen = (plugin: Plugin) =>
  plugin.ui.getByRole('option', { name: 'Oil whirls', exact: true }).getAttribute('aria-selected');

async function fillsOfFirst(plugin: Plugin): Promise<readonly unknown[]> {
  const [change] = await plugin.difference();
  return (change.change === 'changed' ? change.after.fills : []) as readonly unknown[];
}

const hashOf = (fills: readonly unknown[]) => (fills.at(-1) as { imageHash: string }).imageHash;

it('edits a result, paints it again, and goes on without the layer that it was made of', async () => {
  const plugin = await openPlugin({
    scene: fileOf(card('1:2', 'Card'), card('1:3', 'Other', 400)),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.ui.getByRole('slider', { name: 'Strength' }).fill('80');
  await plugin.paint();
  await plugin.place('Place beside');
  const [{ id }] = await plugin.difference();
  await plugin.closeWindow();
  await plugin.select(['1:3']);
  // Other settings than the result's.
  await plugin.setStorage('settings', { version: 1, value: { format: 1, backend: 'cpu' } });

  await plugin.relaunch(id, 'edit');
  await expect.poll(() => isChosen(plugin), PATIENCE).toBe('true');
  await expect.poll(() => strength(plugin), PATIENCE).toBe('80');
  // The layer that the result was made of, not the result.
  await plugin.ui.getByText('32 × 24').first().waitFor(PATIENCE);
  expect(await plugin.undoSteps()).toBe(1);

  await plugin.relaunch(id, 'again');
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await plugin.place('Place beside');
  const results = await plugin.difference();
  expect(results).toHaveLength(2);
  const [first, second] = results.map((each) => recipeOn(addedNode(each)));
  expect(second).toEqual(first);
  expect(first).toMatchObject({
    version: 1,
    sourceId: '1:2',
    recipe: { network: 'vgg19-lite', source: 'Card', parameters: { strength: 0.8, seed: 0 } },
  });
  expect(await plugin.undoSteps()).toBe(2);

  await plugin.remove('1:2');
  await plugin.relaunch(id, 'again');
  await plugin.button('Stylize again').waitFor(PATIENCE);
  expect((await plugin.toasts()).at(-1)).toBe(
    'The layer that this result was made of is gone; the result itself is restyled.',
  );
  await plugin.expectClean();
});

it('paints again what its fill hides, not the painting', async () => {
  const box = { x: 40, y: 40, width: 64, height: 48 };
  const fills = [solid(0.9, 0.4, 0.2), { ...solid(0.1, 0.2, 0.9), opacity: 0.5 }];
  const tile = {
    type: 'RECTANGLE',
    id: '1:2',
    name: 'Tile',
    ...box,
    cornerRadius: 20,
    fills,
  } as const;
  const plugin = await openPlugin({ scene: fileOf(tile) });
  const paints = () => fillsOfFirst(plugin);
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Add as top fill');
  const painted = await paints();
  expect(painted).toHaveLength(3);
  await plugin.closeWindow();

  await plugin.relaunch('1:2', 'again');
  await plugin.button('Stylize again').waitFor(PATIENCE);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.place('Add as top fill');
  // Of the same picture the same painting: an image is named by its bytes.
  expect(await paints()).toEqual(painted);
  // Nor is that a step: nothing of the document changed.
  expect(await plugin.undoSteps()).toBe(1);

  await plugin.closeWindow();
  await plugin.relaunch('1:2', 'edit');
  await expect.poll(() => isChosen(plugin), PATIENCE).toBe('true');
  await plugin.ui.getByRole('slider', { name: 'Strength' }).fill('20');
  await plugin.paint();
  await plugin.place('Add as top fill');
  const other = await paints();
  expect(other).toEqual([
    ...painted.slice(0, 2),
    { ...(painted[2] as object), imageHash: hashOf(other) },
  ]);
  expect(hashOf(other)).not.toBe(hashOf(painted));
  expect(await plugin.undoSteps()).toBe(2);
  await plugin.undo();
  expect(await paints()).toEqual(painted);
  await plugin.expectClean();
});

it('paints a cropped photo again as it was seen, in the place of the painting', async () => {
  const fills = [solid(0.1, 0.5, 0.2), CROPPED_PHOTO];
  const box = { x: 20, y: 20, width: 64, height: 40 };
  const plugin = await openPlugin({
    scene: {
      ...fileOf({ type: 'RECTANGLE', id: '1:2', name: 'Photo', ...box, fills }),
      images: { photo: await cutOutPng(48) },
    },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Replace image fill');
  const painted = await fillsOfFirst(plugin);
  expect(painted).toMatchObject([fills[0], { type: 'IMAGE', scaleMode: 'FILL' }]);
  await plugin.closeWindow();

  await plugin.relaunch('1:2', 'again');
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await plugin.place('Replace image fill');
  // The same painting of the same picture: of the part that was seen, and with what shone through it.
  expect(await fillsOfFirst(plugin)).toEqual(painted);
  await plugin.expectClean();
});

it('says so when a newer Pastiche made the result, and still restyles what is selected', async () => {
  const result = JSON.stringify({ version: 2, recipe: {} });
  const plugin = await openPlugin({
    scene: fileOf({
      ...card('1:2', 'Card – Future'),
      sharedPluginData: { pastiche: { result } },
      relaunchData: { edit: '', again: '' },
    }),
  });
  await plugin.relaunch('1:2', 'edit');
  await expect
    .poll(plugin.toasts, PATIENCE)
    .toEqual([
      'This result was made by a newer Pastiche (version 2, this one reads 1); update Pastiche.',
    ]);
  await plugin.choose();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});
