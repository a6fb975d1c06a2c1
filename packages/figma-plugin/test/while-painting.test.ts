import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { addedNode, recipeOn } from './result-of.js';
import { card, cutOutPng, fileOf, solid } from './scenes.js';

/** Long enough for a person to do something else. */
const LONG = { iterations: 3000 };

const rectangle = {
  type: 'RECTANGLE',
  id: '1:2',
  name: 'Tile',
  x: 40,
  y: 40,
  width: 64,
  height: 64,
  fills: [solid(0.9, 0.4, 0.2)],
} as const;

async function beginPainting(plugin: Plugin): Promise<void> {
  await plugin.begin();
  await plugin.choose();
  await plugin.button('Stylize').click();
  // It can be pressed once the first step is done.
  await expect
    .poll(() => plugin.button('Stop and keep').getAttribute('aria-disabled'), PATIENCE)
    .toBeNull();
  expect(await plugin.liveTensors()).toBeGreaterThan(0);
}

async function stopAndKeep(plugin: Plugin): Promise<void> {
  await plugin.button('Stop and keep').click();
  await plugin.button('Stylize again').waitFor(PATIENCE);
}

it('takes a new strength, and keeps to its layer when another is selected', async () => {
  const plugin = await openPlugin({
    parameters: LONG,
    scene: fileOf(card('1:2', 'Card'), card('1:3', 'Other', 400)),
  });
  await beginPainting(plugin);
  await plugin.ui.getByRole('slider', { name: 'Strength' }).fill('85');
  await plugin.select(['1:3']);
  await stopAndKeep(plugin);
  await plugin.place('Place beside');
  const [added] = await plugin.difference();
  expect(added).toMatchObject({
    change: 'added',
    node: { name: 'Card – Oil whirls', x: 176, y: 40 },
  });
  expect(recipeOn(addedNode(added))).toMatchObject({
    sourceId: '1:2',
    recipe: { stoppedEarly: true, parameters: { strength: 0.85 } },
  });
  await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.expectClean();
});

it('leaves nothing behind when it is cancelled, begun once more, or its window closed', async () => {
  const plugin = await openPlugin({ parameters: LONG, scene: fileOf(card('1:2', 'Card')) });
  await beginPainting(plugin);
  await plugin.button('Cancel').click();
  await plugin.button('Stylize').waitFor(PATIENCE);
  await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
  await plugin.button('Stylize').click();
  await plugin.ui.getByRole('progressbar').waitFor(PATIENCE);
  // Figma ends the run that is under way: there is one job, and it paints what it is begun with.
  await plugin.begin();
  expect(await plugin.ui.getByRole('progressbar').count()).toBe(0);
  expect(plugin.page.workers()).toHaveLength(1);
  await plugin.closeWindow();
  await expect.poll(() => plugin.page.workers().length, PATIENCE).toBe(0);
  expect(await plugin.isRunning()).toBe(false);
  expect(await plugin.difference()).toEqual([]);
  expect(await plugin.undoSteps()).toBe(0);
  await plugin.expectClean();
});

it('keeps with Escape what is painted, asks before it goes unplaced, and discards with one key more', async () => {
  const plugin = await openPlugin({ parameters: LONG, scene: fileOf(card('1:2', 'Card')) });
  const pressEscape = () => plugin.ui.locator('body').press('Escape');
  const question = plugin.ui.getByText('Paintings that were not placed: 1. Escape discards them.');
  await beginPainting(plugin);
  await pressEscape();
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await pressEscape();
  await question.waitFor(PATIENCE);
  await plugin.button('Keep them').click();
  await question.waitFor({ state: 'hidden', ...PATIENCE });
  await plugin.place('Place beside');
  expect(await plugin.difference()).toMatchObject([{ change: 'added' }]);
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  // Another one, which is not placed.
  await plugin.button('Stylize again').click();
  await plugin.ui.getByRole('progressbar').waitFor(PATIENCE);
  await expect
    .poll(() => plugin.button('Stop and keep').getAttribute('aria-disabled'), PATIENCE)
    .toBeNull();
  await stopAndKeep(plugin);
  await pressEscape();
  await question.waitFor(PATIENCE);
  expect(await plugin.isRunning()).toBe(true);
  await pressEscape();
  await expect.poll(() => plugin.isRunning(), PATIENCE).toBe(false);
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});

it('offers the result as a new picture when its layer was deleted', async () => {
  const plugin = await openPlugin({
    parameters: LONG,
    scene: { ...fileOf(rectangle, card('1:3', 'Other', 400)), selection: ['1:2', '1:3'] },
  });
  await beginPainting(plugin);
  await plugin.remove('1:2');
  const warning = plugin.ui.getByText('“Tile” is gone; the result will be placed');
  await warning.waitFor(PATIENCE);
  await stopAndKeep(plugin);
  expect(await plugin.place('Add as top fill')).toBe(
    '“Tile” is gone, so the result was placed where it was.',
  );
  const box = { x: 40, y: 40, width: 64, height: 64 };
  expect(await plugin.difference()).toMatchObject([
    { change: 'added', parent: '0:1', node: { name: 'Tile – Oil whirls', ...box } },
    { change: 'removed', id: '1:2' },
  ]);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.button('Next').click();
  await warning.waitFor({ state: 'hidden', ...PATIENCE });
  await plugin.undo();
  expect(await plugin.difference()).toMatchObject([{ change: 'removed', id: '1:2' }]);
  await plugin.expectClean();
});

it('covers nothing of a layer that is drawn otherwise, though moving it is no change', async () => {
  const photo = { type: 'IMAGE', image: 'photo', scaleMode: 'FILL' } as const;
  const plugin = await openPlugin({
    parameters: LONG,
    scene: {
      ...fileOf({ ...rectangle, name: 'Card', fills: [photo] }),
      images: { photo: await cutOutPng(32) },
    },
  });
  await beginPainting(plugin);
  await plugin.edit('1:2', { x: 140, y: 90 });
  await stopAndKeep(plugin);
  expect(await plugin.place('Replace image fill')).toBe(
    'Replaced the image fill of “Card”; undo takes it back.',
  );
  await plugin.edit('1:2', { opacity: 0.5 });
  await plugin.ui.getByText('“Card” was changed since its picture was taken').waitFor(PATIENCE);
  expect(await plugin.place('Replace image fill')).toBe(
    '“Card” was changed in the meantime, so the result was placed beside it.',
  );
  expect(await plugin.difference()).toMatchObject([
    { change: 'changed', id: '1:2' },
    { change: 'added', node: { x: 244, y: 90 } },
  ]);
  await plugin.expectClean();
});

it('skips a layer of the queue that is gone, tells so at the end, and offers nothing more', async () => {
  const plugin = await openPlugin({
    scene: {
      ...fileOf(card('1:2', 'One'), card('1:3', 'Two', 400), card('1:4', 'Three', 800)),
      selection: ['1:2', '1:3', '1:4'],
    },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.ui.getByText('Layer 1 of 3:').waitFor(PATIENCE);
  await plugin.remove('1:3');
  await plugin.button('Paint all').click();
  await plugin.ui
    .getByText('Layers that were skipped: 1. “Two” is gone; select another layer.')
    .waitFor(PATIENCE);
  await plugin.ui.getByText('No layer is left to paint.').waitFor(PATIENCE);
  for (const name of ['Paint all', 'Next']) expect(await plugin.button(name).count()).toBe(0);
  expect(
    (await plugin.difference())
      .map((each) => [each.change, 'node' in each && each.node.name])
      .sort(),
  ).toEqual(
    [
      ['added', 'One – Oil whirls'],
      ['added', 'Three – Oil whirls'],
      ['removed', 'Two'],
      ['removed', 'Dot'],
    ].sort(),
  );
  expect(await plugin.undoSteps()).toBe(2);
  for (const _ of ['Three', 'One']) await plugin.undo();
  expect((await plugin.difference()).map(({ change }) => change)).toEqual(['removed', 'removed']);
  await plugin.expectClean();
});

it('paints three layers one after another, each result beside its own, twins too', async () => {
  const plugin = await openPlugin({
    scene: {
      ...fileOf(card('1:2', 'One'), card('1:3', 'One', 400), card('1:4', 'Three', 800)),
      selection: ['1:2', '1:3', '1:4'],
    },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.ui.getByText('Layer 1 of 3:').waitFor(PATIENCE);
  const view = await plugin.viewport();
  await plugin.button('Paint all').click();
  // Somebody works on meanwhile.
  await plugin.select(['1:4']);
  await expect.poll(async () => (await plugin.toasts()).length, PATIENCE).toBe(3);
  expect(await plugin.selection()).toEqual(['1:4']);
  expect(await plugin.viewport()).toEqual(view);
  expect(await plugin.difference()).toMatchObject([
    { change: 'added', node: { name: 'One – Oil whirls', x: 176 } },
    { change: 'added', node: { name: 'One – Oil whirls', x: 536 } },
    { change: 'added', node: { name: 'Three – Oil whirls', x: 936 } },
  ]);
  await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
  expect(await plugin.undoSteps()).toBe(3);
  await plugin.expectClean();
});
