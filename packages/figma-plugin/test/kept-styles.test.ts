import { parsePreset } from '@pastiche/panel/core';
import { PLUGIN_DATA_NAMESPACE, presetFromEntries } from '@pastiche/panel/plugin-data';
import type { PlainNode } from '@pastiche/test-fixtures/figma';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { addedNode, recipeOn } from './result-of.js';
import { card, cutOutPng, fileOf } from './scenes.js';

const chosen = async (plugin: Plugin, style: string) => {
  const option = plugin.ui.getByRole('option', { name: style, exact: true });
  await expect.poll(() => option.getAttribute('aria-selected'), PATIENCE).toBe('true');
};

/** The preset that goes with a result, as a program outside reads it. */
function presetOn(node: PlainNode) {
  const entries = (node.sharedPluginData as Record<string, Record<string, string>>)[
    PLUGIN_DATA_NAMESPACE
  ];
  return parsePreset(presetFromEntries('result', (key) => entries[key]));
}

it('paints again with a picture that was only dropped, on another machine', async () => {
  const plugin = await openPlugin({ scene: fileOf(card('1:2', 'Card')) });
  await plugin.begin();
  const bytes = await cutOutPng(64);
  const file = { name: 'Waves.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
  await plugin.ui.locator('input[type="file"][accept*="json"]').setInputFiles(file);
  await plugin.choose('Waves');
  await plugin.ui.getByRole('slider', { name: 'Strength' }).fill('80');
  await plugin.paint();
  await plugin.place('Place beside');
  const [added] = await plugin.difference();
  expect(presetOn(addedNode(added))).toMatchObject({
    name: 'Waves',
    parameters: { strength: 0.8 },
    styles: [{ name: 'Waves', weight: 1, picture: { mediaType: 'image/webp' } }],
  });
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.closeWindow();
  const before = await plugin.storage();

  // Nothing of this window is left: the style is there by the result alone.
  await plugin.relaunch(added.id, 'again');
  await chosen(plugin, 'Waves');
  await plugin.button('Stylize again').waitFor(PATIENCE);
  expect(await plugin.undoSteps()).toBe(1);
  expect(Object.keys(await plugin.storage())).toEqual(Object.keys(before));
  await plugin.place('Place beside');
  const [first, second] = await plugin.difference();
  expect(presetOn(addedNode(second)).styles).toEqual(presetOn(addedNode(first)).styles);
  expect(recipeOn(addedNode(second)).recipe.parameters).toEqual(
    recipeOn(addedNode(first)).recipe.parameters,
  );
  expect(await plugin.undoSteps()).toBe(2);
  await plugin.undo();
  await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});
