import { parsePreset } from '@pastiche/panel/core';
import { PLUGIN_DATA_NAMESPACE, presetFromEntries, presetIdsIn } from '@pastiche/panel/plugin-data';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { card, fileOf } from './scenes.js';

const NAME = 'Our brand';

async function savePreset(plugin: Plugin): Promise<void> {
  await plugin.button('Save as preset…').click();
  await plugin.ui.getByRole('textbox', { name: 'Name of the preset' }).fill(NAME);
  await plugin.button('Save').click();
  await plugin.ui.getByRole('option', { name: NAME, exact: true }).waitFor(PATIENCE);
}

/** The presets of the document, as a program outside reads them. */
async function presetsByRest(plugin: Plugin) {
  const { file } = await plugin.restDump();
  const { document } = file as {
    document: { sharedPluginData?: Record<string, Record<string, string>> };
  };
  const entries = document.sharedPluginData?.[PLUGIN_DATA_NAMESPACE] ?? {};
  return presetIdsIn(Object.keys(entries)).map((id) =>
    parsePreset(presetFromEntries(id, (key) => entries[key] ?? '')),
  );
}

it('shares a preset by the document: with another run, and with programs outside', async () => {
  const plugin = await openPlugin({ scene: fileOf(card('1:2', 'Card')) });
  await plugin.begin();
  await plugin.choose();
  await plugin.ui.getByRole('slider', { name: 'Strength' }).fill('75');
  await savePreset(plugin);
  expect(await plugin.undoSteps()).toBe(1);
  expect(await presetsByRest(plugin)).toMatchObject([
    { name: NAME, parameters: { strength: 0.75 }, styles: [{ name: 'Oil whirls' }] },
  ]);
  const suggested = await plugin.suggest('preset', 'preset', 'bra');
  expect(suggested).toMatchObject({ suggestions: [{ name: NAME }], error: null });

  const [preset] = suggested.suggestions ?? [];
  await plugin.run('preset', { preset: preset.data });
  const option = plugin.ui.getByRole('option', { name: NAME, exact: true });
  await expect.poll(() => option.getAttribute('aria-selected'), PATIENCE).toBe('true');
  const strength = plugin.ui.getByRole('slider', { name: 'Strength' });
  await expect.poll(() => strength.inputValue(), PATIENCE).toBe('75');
  await plugin.expectClean();
});

it('keeps a preset in the document when the storage is full, and says so', async () => {
  const plugin = await openPlugin({ scene: fileOf(card('1:2', 'Card')) });
  await plugin.fillStorage(5 * 1024 * 1024 - 2000);
  const before = await plugin.storage();
  await plugin.begin();
  await plugin.choose();
  await savePreset(plugin);
  await expect
    .poll(plugin.toasts, PATIENCE)
    .toEqual(['The preset is kept in this file only: your storage for Pastiche is full.']);
  expect(await presetsByRest(plugin)).toMatchObject([{ name: NAME }]);
  expect(Object.keys(await plugin.storage())).toEqual(Object.keys(before));
  await plugin.paint();
  await plugin.place('Place beside');
  expect(await plugin.undoSteps()).toBe(2);
  await plugin.expectClean();
});

it('takes style and strength from a quick action, and asks for a selection first', async () => {
  const plugin = await openPlugin({ scene: { ...fileOf(card('1:2', 'Card')), selection: [] } });
  expect(await plugin.suggest('preset', 'preset', '')).toMatchObject({
    error: 'Select a layer to restyle, then try again.',
  });
  await plugin.select(['1:2']);
  expect((await plugin.suggest('preset', 'preset', '')).suggestions).toHaveLength(10);
  expect(await plugin.suggest('preset', 'preset', 'wood')).toMatchObject({
    suggestions: [{ name: 'Woodcut', data: 'woodcut' }],
  });
  expect(await plugin.suggest('preset', 'strength', 'much', { preset: 'woodcut' })).toMatchObject({
    error: 'The strength is a number from 0 to 100.',
  });
  await plugin.run('preset', { preset: 'woodcut', strength: '35' });
  const option = plugin.ui.getByRole('option', { name: 'Woodcut', exact: true });
  await expect.poll(() => option.getAttribute('aria-selected'), PATIENCE).toBe('true');
  const strength = plugin.ui.getByRole('slider', { name: 'Strength' });
  await expect.poll(() => strength.inputValue(), PATIENCE).toBe('35');
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});
