import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VGG19_FOLDER } from '../src/main/vgg19-files.js';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { card, fileOf } from './scenes.js';

const MODEL = `${VGG19_FOLDER}model.json`;
const vgg19 = { network: 'vgg19' };

const askedFor = async (plugin: Plugin) =>
  (await plugin.requests()).map(({ from, url, refused }) => ({ from, url, refused }));

async function expectNoHarm(plugin: Plugin): Promise<void> {
  expect(await plugin.errors()).toEqual([]);
  expect(await plugin.violations()).toEqual([]);
  await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
}

it('says in a sentence that VGG19 cannot be fetched, and paints with the built-in network', async () => {
  const plugin = await openPlugin({ settings: vgg19, scene: fileOf(card('1:2', 'Card')) });
  await plugin.begin();
  await plugin.choose();
  expect(await plugin.requests()).toEqual([]);
  await plugin.button('Stylize').click();
  await plugin.ui.getByText('VGG19 could not be downloaded').first().waitFor(PATIENCE);
  expect(await plugin.ui.getByText('VGG19 could not be downloaded').count()).toBe(1);
  expect(await askedFor(plugin)).toEqual([{ from: 'main', url: MODEL, refused: true }]);
  expect(await plugin.difference()).toEqual([]);
  await plugin.button('Use the built-in network').click();
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await plugin.place('Place beside');
  expect(await plugin.undoSteps()).toBe(1);
  expect(await plugin.requests()).toHaveLength(1);
  await expectNoHarm(plugin);
});

it('keeps nothing of a damaged download, and fetches it anew when asked to', async () => {
  const plugin = await openPlugin({
    settings: vgg19,
    answers: { [MODEL]: { body: '{"modelTopology":{}}' } },
    scene: fileOf(card('1:2', 'Card')),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.button('Stylize').click();
  await plugin.ui.getByText('VGG19 arrived damaged').first().waitFor(PATIENCE);
  expect(await askedFor(plugin)).toEqual([{ from: 'main', url: MODEL, refused: false }]);
  expect(Object.keys(await plugin.storage())).toEqual(['settings']);
  await plugin.button('Try again').click();
  await expect.poll(async () => (await plugin.requests()).length, PATIENCE).toBe(2);
  await plugin.ui.getByText('VGG19 arrived damaged').first().waitFor(PATIENCE);
  expect(await plugin.difference()).toEqual([]);
  await expectNoHarm(plugin);
});

const folder = process.env.PASTICHE_WEIGHTS;

it.skipIf(!folder)('downloads VGG19 once for several paintings (PASTICHE_WEIGHTS)', async () => {
  const files = readdirSync(folder ?? '');
  const answers = Object.fromEntries(
    files.map((name) => [VGG19_FOLDER + name, { body: readFileSync(join(folder ?? '', name)) }]),
  );
  const plugin = await openPlugin({
    settings: vgg19,
    parameters: { iterations: 1 },
    answers,
    scene: fileOf(card('1:2', 'Card')),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Place beside');
  const asked = (await plugin.requests()).map(({ url }) => url);
  expect(asked.length).toBeGreaterThan(10);
  expect(new Set(asked).size).toBe(asked.length);
  await plugin.button('Stylize again').click();
  await plugin.button('Cancel').waitFor(PATIENCE);
  await plugin.button('Stylize again').waitFor(PATIENCE);
  expect(await plugin.requests()).toHaveLength(asked.length);
  await expectNoHarm(plugin);
});
