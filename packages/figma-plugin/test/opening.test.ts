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
