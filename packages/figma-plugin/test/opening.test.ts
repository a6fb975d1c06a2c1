import { expect, it } from 'vitest';
import { builtPlugin } from './built-plugin.js';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { card, fileOf } from './scenes.js';
import { axeFindings, misfits } from './window-checks.js';

const scene = fileOf(card('1:2', 'Card'));

it('shows its frame before the megabytes of the page, and before Figma has answered', async () => {
  const { manifest, ui } = await builtPlugin();
  const [first] = ui.split('data-asset=');
  expect(first.length).toBeLessThan(60_000);
  expect(first).toContain('id="opening"');
  const mute = 'figma.showUI(__html__, { width: 320, height: 560, themeColors: true });';
  const plugin = await openPlugin({ scene, artefacts: { manifest, main: mute, ui } });
  await plugin.run('open');
  await plugin.ui.getByText('Getting ready…').waitFor(PATIENCE);
  const bar = await plugin.ui.locator('.p-run').boundingBox();
  const stage = await plugin.ui.locator('.p-stage-picture').boundingBox();
  const window = await plugin.page.locator('iframe').boundingBox();
  const [top, bottom] = [window?.y ?? 0, (window?.y ?? 0) + (window?.height ?? 0)];
  expect(stage).toMatchObject({ y: top, width: 320, height: 200 });
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBe(bottom);
  expect(await misfits(plugin)).toEqual([]);
  await plugin.expectClean();
});

it('puts the panel in its place, and grows to what the panel needs', async () => {
  const plugin = await openPlugin({ scene });
  await plugin.begin();
  expect(await plugin.ui.locator('#opening').count()).toBe(0);
  // The panel says the same itself until its engine has started.
  await expect.poll(() => plugin.ui.getByText('Getting ready…').count(), PATIENCE).toBe(0);
  await expect.poll(() => plugin.window(), PATIENCE).toMatchObject({ width: 320, height: 720 });
  expect(await axeFindings(plugin, 'all')).toEqual([]);
  await plugin.expectClean();
});

it('asks for a layer in one word, says why it computes where it does, and one size of VGG19', async () => {
  const plugin = await openPlugin({ scene: { ...scene, selection: [] } });
  await plugin.begin();
  await plugin.ui.getByText('Select a layer first.').waitFor(PATIENCE);
  expect(await plugin.ui.getByText('Choose a picture').count()).toBe(0);
  // The settings of these tests say so.
  await plugin.ui.getByText('Why?').click();
  await plugin.ui.getByText('“Compute on” is set to it, under Advanced;').waitFor(PATIENCE);
  await plugin.ui.getByText('14 MB download, kept until this window closes').waitFor(PATIENCE);
  await plugin.expectClean();
});

it('takes a refusal back once it was heeded', async () => {
  const plugin = await openPlugin({ scene: { ...scene, selection: [] } });
  await plugin.begin();
  const refusal = plugin.ui.getByText('Nothing is selected; select a layer on the canvas.');
  await plugin.button('Use selection').click();
  await refusal.waitFor(PATIENCE);
  await plugin.select(['1:2']);
  await refusal.waitFor({ state: 'hidden', ...PATIENCE });
  await plugin.choose();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});
