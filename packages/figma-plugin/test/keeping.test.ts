import type { LayerDescription } from '@pastiche/test-fixtures/figma';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { addedNode, recipeOn } from './result-of.js';
import { fileOf, pixelsOf, solid } from './scenes.js';
import { axeFindings, misfits } from './window-checks.js';

/** As wide as layers are exported, so that `picture` of the simulator is the export. */
const WIDE = 2048;

const TITLE: LayerDescription = {
  type: 'TEXT',
  id: '1:3',
  name: 'Title',
  characters: 'Words that stay',
  x: 200,
  y: 100,
  width: 1200,
  height: 160,
  fills: [solid(0.1, 0.1, 0.3)],
};

/** A frame with a shape, words, and whatever else lies over them. */
function poster(...over: readonly LayerDescription[]): LayerDescription {
  const dot = { type: 'ELLIPSE', id: '1:9', name: 'Dot', x: 900, y: 300, width: 600, height: 600 };
  return {
    type: 'FRAME',
    id: '1:2',
    name: 'Poster',
    width: WIDE,
    height: WIDE / 2,
    fills: [solid(0.95, 0.85, 0.6)],
    children: [{ ...dot, type: 'ELLIPSE', fills: [solid(0.8, 0.3, 0.2)] }, TITLE, ...over],
  };
}

/** The pixels of the result that was placed, of the layer's export, and of the words alone. */
async function placedPixels(plugin: Plugin) {
  const [added] = await plugin.difference();
  const [{ imageHash }] = addedNode(added).fills as readonly { imageHash: string }[];
  const [result, layer, title] = await Promise.all(
    [plugin.image(imageHash), plugin.picture('1:2'), plugin.picture('1:3')].map(async (png) =>
      pixelsOf((await png) ?? new Uint8Array()),
    ),
  );
  return { result, layer, title };
}

/** Of the pixels that the words cover, how many there are and how many are others than the layer's. */
async function wordPixels(plugin: Plugin, isCounted: (x: number, y: number) => boolean) {
  const { result, layer, title } = await placedPixels(plugin);
  let [all, others] = [0, 0];
  for (let y = 0; y < title.height; y++) {
    for (let x = 0; x < title.width; x++) {
      if (title.at(x, y)[3] === 0 || !isCounted(x + 200, y + 100)) continue;
      all++;
      if (result.at(x + 200, y + 100).join() !== layer.at(x + 200, y + 100).join()) others++;
    }
  }
  return { all, others };
}

/** Waits for the mask of what was chosen. */
async function isSeen({ ui }: Plugin) {
  await ui.getByRole('checkbox', { name: 'Keep what was chosen' }).waitFor(PATIENCE);
  await expect.poll(() => ui.getByText('looking…').count(), PATIENCE).toBe(0);
}

it('keeps the words of a frame, pixel for pixel as they were exported, in a smaller painting', async () => {
  const plugin = await openPlugin({ scene: fileOf(poster()) });
  await plugin.begin();
  await plugin.choose();
  const keep = plugin.ui.getByRole('checkbox', { name: 'Keep text' });
  expect(await keep.isChecked()).toBe(true);
  await plugin.paint();
  await plugin.place('Place beside');
  expect(await plugin.sizes()).toEqual([
    'Painted at 32 × 16 px, shown at 2048 × 1024 px; what stays has 2048 × 1024 px.',
  ]);
  expect((await plugin.difference()).map(({ change }) => change)).toEqual(['added']);
  const { result, layer } = await placedPixels(plugin);
  expect(result).toMatchObject({ width: WIDE, height: WIDE / 2 });
  const { all, others } = await wordPixels(plugin, () => true);
  expect(all).toBeGreaterThan(10_000);
  expect(others).toBe(0);
  // Far from the words it is painted.
  expect(result.at(1200, 600)).not.toEqual(layer.at(1200, 600));
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});

it('paints all of a frame whose words do not stay', async () => {
  const plugin = await openPlugin({ scene: fileOf(poster()) });
  await plugin.begin();
  await plugin.choose();
  await plugin.ui.getByRole('checkbox', { name: 'Keep text' }).uncheck();
  await plugin.paint();
  await plugin.place('Place beside');
  expect(await plugin.sizes()).toEqual(['Painted at 32 × 16 px, shown at 2048 × 1024 px.']);
  expect((await placedPixels(plugin)).result).toMatchObject({ width: 32, height: 16 });
  await plugin.expectClean();
});

it('paints what hides words, and keeps those beside it', async () => {
  const banner = { x: 200, y: 60, width: 500, height: 400, fills: [solid(0.2, 0.5, 0.4)] };
  const cover: LayerDescription = { type: 'RECTANGLE', id: '1:4', name: 'Banner', ...banner };
  const plugin = await openPlugin({ scene: fileOf(poster(cover)) });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Place beside');
  const beside = await wordPixels(plugin, (x) => x > 704);
  expect(beside.all).toBeGreaterThan(5000);
  expect(beside.others).toBe(0);
  const hidden = await wordPixels(plugin, (x) => x < 650);
  expect(hidden.all).toBeGreaterThan(3000);
  expect(hidden.others).toBeGreaterThan(0.9 * hidden.all);
  await plugin.expectClean();
});

it('keeps what a person chooses by name instead, in this window and when the result is edited', async () => {
  const square = { width: 300, height: 300 };
  const photo = { type: 'RECTANGLE', id: '1:7', name: 'Photo', ...square } as const;
  const badge: LayerDescription = {
    ...{ type: 'FRAME', id: '1:6', name: 'Badge', x: 1700, y: 700, ...square, cornerRadius: 150 },
    fills: [],
    children: [{ ...photo, fills: [solid(0.2, 0.6, 0.3)] }],
  };
  const plugin = await openPlugin({ scene: fileOf(poster(badge)) });
  await plugin.begin();
  const { ui } = plugin;
  await ui.getByText('What stays').click();
  const part = (name: string) => ui.getByRole('list', { name: 'What stays' }).getByLabel(name);
  expect(await part('Title').isChecked()).toBe(true);
  expect(await part('Dot').isChecked()).toBe(false);
  expect(await misfits(plugin)).toEqual([]);
  expect(await axeFindings(plugin, 'all')).toEqual([]);
  await ui.getByRole('searchbox', { name: 'Find by name' }).fill('dot');
  expect(await part('Title').count()).toBe(0);
  await plugin.button('All of these').click();
  await ui.getByRole('checkbox', { name: 'Keep what was chosen' }).waitFor(PATIENCE);
  await ui.getByRole('searchbox', { name: 'Find by name' }).fill('');
  await part('Title').uncheck();
  await part('Photo').check();
  await plugin.choose();
  await plugin.button('Use selection').click();
  await isSeen(plugin);
  expect(await part('Title').isChecked()).toBe(false);
  expect(await part('Dot').isChecked()).toBe(true);
  await plugin.paint();
  await plugin.place('Place beside');
  const { result, layer } = await placedPixels(plugin);
  expect(result.at(1200, 600)).toEqual(layer.at(1200, 600));
  const { all, others } = await wordPixels(plugin, () => true);
  expect(others).toBeGreaterThan(0.5 * all);
  const [added, ...rest] = await plugin.difference();
  const { id, change } = added;
  expect([change, ...rest]).toEqual(['added']);
  // What its frame cuts off of the photo by its round corners does not stay.
  const { masks } = recipeOn(addedNode(added)).recipe;
  const { width, at } = await pixelsOf(Buffer.from(masks.offered, 'base64'));
  const markAt = (x: number, y: number) => at(Math.round(x * width), Math.round(y * width))[0];
  expect([1850, 1710].map((x) => markAt(x / WIDE, (x - 1000) / WIDE))).toEqual([255, 0]);
  await plugin.relaunch(id, 'edit');
  await ui.getByText('What stays').click();
  await isSeen(plugin);
  expect(await part('Title').isChecked()).toBe(false);
  expect(await part('Dot').isChecked()).toBe(true);
  await plugin.expectClean();
});

it('paints a part in a style of its own, chosen from the list', async () => {
  const plugin = await openPlugin({ scene: fileOf(poster()) });
  await plugin.begin();
  await plugin.choose();
  const { ui } = plugin;
  await ui.getByText('What stays').click();
  expect(await ui.getByLabel('Paint “Dot” in a style').count()).toBe(0);
  await plugin.button('Blend').click();
  await ui.getByRole('option', { name: 'Woodcut', exact: true }).click();
  const style = ui.getByLabel('Paint “Dot” in a style');
  await style.selectOption({ label: 'Woodcut' });
  await expect
    .poll(() => plugin.button('Masks').getAttribute('aria-description'), PATIENCE)
    .toBe('Something is marked');
  // What stays has no style.
  expect(await ui.getByLabel('Paint “Title” in a style').count()).toBe(0);
  expect(await misfits(plugin)).toEqual([]);
  expect(await axeFindings(plugin, 'all')).toEqual([]);
  await plugin.paint();
  await plugin.place('Place beside');
  const [difference] = await plugin.difference();
  const { masks } = recipeOn(addedNode(difference)).recipe;
  expect(masks.regions).toEqual([{ style: 'Woodcut', mask: expect.any(String) }]);
  const { width, height, at } = await pixelsOf(Buffer.from(masks.regions[0].mask, 'base64'));
  const markAt = (x: number, y: number) => at(Math.floor(x * width), Math.floor(y * height))[0];
  // The dot is a circle round (1200, 600) of 2048 × 1024.
  expect([markAt(1200 / 2048, 600 / 1024), markAt(0.1, 0.9)]).toEqual([255, 0]);
  // The result carries both styles as one preset, in which each still has its name and its part.
  await plugin.relaunch(difference.id, 'edit');
  await expect
    .poll(() => plugin.button('Masks').getAttribute('aria-description'), PATIENCE)
    .toBe('Something is marked');
  await ui.getByText('What stays').click();
  await expect.poll(() => style.locator('option').allTextContents(), PATIENCE).toContain('Woodcut');
  await plugin.expectClean();
});

it('takes a shape over the layer as its mask, and does not paint the shape then', async () => {
  const box = { x: 300, y: 200, width: 700, height: 500 };
  const shape = { type: 'RECTANGLE', id: '1:5', name: 'Window', ...box } as const;
  const scene = fileOf(poster(), { ...shape, fills: [solid(0, 0, 0)] });
  const plugin = await openPlugin({ scene: { ...scene, selection: ['1:5', '1:2'] } });
  await plugin.begin();
  const queue = plugin.ui.getByRole('region', { name: 'Layers' });
  expect(await queue.textContent()).toContain('Layer 1 of 2: Poster');
  const part = (name: string) =>
    plugin.ui.getByRole('list', { name: 'What stays' }).getByLabel(name);
  await part('Window').check();
  await expect.poll(() => queue.count(), PATIENCE).toBe(0);
  await part('Title').uncheck();
  await plugin.choose();
  await isSeen(plugin);
  await plugin.paint();
  await plugin.place('Place beside');
  const { result, layer } = await placedPixels(plugin);
  for (const [x, y] of [
    [302, 202],
    [998, 698],
    [650, 450],
  ]) {
    expect(result.at(x, y)).toEqual(layer.at(x, y));
  }
  expect(result.at(1400, 600)).not.toEqual(layer.at(1400, 600));
  expect((await plugin.difference()).map(({ change }) => change)).toEqual(['added']);
  await plugin.expectClean();
});
