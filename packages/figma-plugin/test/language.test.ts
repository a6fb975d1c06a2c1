import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { card, fileOf } from './scenes.js';
import { axeFindings, misfits } from './window-checks.js';

const scene = fileOf(card('1:2', 'Card'));

it('speaks the language of the browser, in its window and in Figma’s toasts', async () => {
  const plugin = await openPlugin({ scene, profile: { locale: 'de-AT' } });
  const { ui, button } = plugin;
  await plugin.run('open');
  await ui.getByRole('option', { name: 'Ölwirbel', exact: true }).click(PATIENCE);
  expect(await ui.locator('html').getAttribute('lang')).toBe('de-AT');
  expect(await misfits(plugin)).toEqual([]);
  expect(await axeFindings(plugin, 'all')).toEqual([]);
  await button('Malen').click(PATIENCE);
  await button('Daneben ablegen').click(PATIENCE);
  const placed = '„Card – Oil whirls“ abgelegt; Rückgängig nimmt es zurück.';
  await expect
    .poll(async () => (await plugin.notifications()).map(({ message }) => message), PATIENCE)
    .toContain(placed);
  expect(await ui.locator('body').textContent()).toContain(placed);
  await plugin.expectClean();
});

it('speaks English where it has no dictionary', async () => {
  const plugin = await openPlugin({ scene, profile: { locale: 'fi' } });
  await plugin.begin();
  expect(await plugin.ui.locator('html').getAttribute('lang')).toBe('en-GB');
  await plugin.expectClean();
});
