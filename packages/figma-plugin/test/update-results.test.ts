import {
  encodePreset,
  encodeRecipe,
  type Parameters,
  type Preset,
  presetFingerprint,
} from '@pastiche/panel/core';
import { presetToEntries } from '@pastiche/panel/plugin-data';
import type { LayerDescription } from '@pastiche/test-fixtures/figma';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { addedNode, recipeOn } from './result-of.js';
import { card, cutOutPng, fileOf } from './scenes.js';
import { axeFindings, misfits } from './window-checks.js';

const DOCUMENT = '0:0';

/** The others are read as the defaults. */
const PARAMETERS = { size: 32, iterations: 2, seed: 42 } as Parameters;

/** A result of another day, 96 × 72 px, beside its card. */
function resultOf(id: string, source: LayerDescription, preset: Preset): LayerDescription {
  const { name, fingerprint } = { ...preset, fingerprint: presetFingerprint(preset) };
  const recipe = encodeRecipe({
    pasticheVersion: '0.1.0',
    network: 'vgg19-lite',
    styleNames: [name],
    preset: { name, fingerprint },
    source: source.name ?? null,
    stoppedEarly: false,
    parameters: PARAMETERS,
  });
  const [sourceId, imageHash] = [source.id, null];
  const result = JSON.stringify({ version: 1, recipe, sourceId, imageHash, preset: 'none' });
  const box = { x: (source.x ?? 0) + 136, y: 40, width: 96, height: 72 };
  const sharedPluginData = { pastiche: { result } };
  return { type: 'RECTANGLE', id, name: `${source.name} – ${name}`, ...box, sharedPluginData };
}

it('paints those anew whose preset has changed, and that are chosen; the rest is left alone', async () => {
  const bytes = await cutOutPng(64);
  const preset = (strength: number): Preset => ({
    name: 'Our brand',
    parameters: { strength },
    styles: [{ name: 'Waves', weight: 1, picture: { mediaType: 'image/png', bytes } }],
  });
  const [one, two, three] = [
    card('1:2', 'One'),
    card('1:3', 'Two', 400),
    card('1:4', 'Three', 840),
  ];
  const results = [
    resultOf('2:2', one, preset(0.2)),
    resultOf('2:3', two, preset(0.2)),
    resultOf('2:4', three, preset(0.7)),
  ];
  const plugin = await openPlugin({ scene: fileOf(one, two, three, ...results) });
  const entries = presetToEntries('our-brand', encodePreset(preset(0.7)));
  const shared = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
  await plugin.edit(DOCUMENT, { sharedPluginData: { pastiche: shared } });
  const steps = await plugin.undoSteps();

  await plugin.begin('update');
  const offered = plugin.ui.getByRole('checkbox');
  await offered.first().waitFor(PATIENCE);
  expect(await offered.count()).toBe(2);
  expect(await axeFindings(plugin, 'all')).toEqual([]);
  expect(await misfits(plugin)).toEqual([]);
  await plugin.ui.getByRole('checkbox', { name: 'One – Our brand' }).uncheck();
  expect(await plugin.undoSteps()).toBe(steps);
  await plugin.button('Paint anew').click();
  await expect.poll(async () => (await plugin.toasts()).length, PATIENCE).toBe(1);

  const added = (await plugin.difference()).filter(({ change }) => change === 'added');
  expect(added).toMatchObject([
    { node: { name: 'Two – Our brand', x: 672, y: 40, width: 96, height: 72 } },
  ]);
  expect(recipeOn(addedNode(added[0]))).toMatchObject({
    sourceId: '1:3',
    recipe: {
      preset: { fingerprint: presetFingerprint(preset(0.7)) },
      parameters: { size: 32, seed: 42, strength: 0.7 },
    },
  });
  expect(await plugin.undoSteps()).toBe(steps + 1);
  await plugin.undo();
  expect((await plugin.difference()).map(({ id }) => id)).toEqual([DOCUMENT]);
  await plugin.expectClean();
});

it('puts what it paints anew upright beside a layer in a turned frame (case 17)', async () => {
  const bytes = await cutOutPng(64);
  const preset = (strength: number): Preset => ({
    name: 'Our brand',
    parameters: { strength },
    styles: [{ name: 'Waves', weight: 1, picture: { mediaType: 'image/png', bytes } }],
  });
  const inner = card('1:2', 'One');
  // Turned around (40, 400), it shows what lies from (40, 100) to (340, 400); the card in it lies on its side.
  const box = { x: 40, y: 400, width: 300, height: 300 };
  const turned = { type: 'FRAME', id: '1:1', name: 'Turned', ...box, rotation: 90 } as const;
  const scene = fileOf({ ...turned, children: [inner] }, resultOf('2:2', inner, preset(0.2)));
  const plugin = await openPlugin({ scene });
  const entries = presetToEntries('our-brand', encodePreset(preset(0.7)));
  const shared = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
  await plugin.edit(DOCUMENT, { sharedPluginData: { pastiche: shared } });

  await plugin.begin('update');
  await plugin.button('Paint anew').click();
  await expect.poll(async () => (await plugin.toasts()).length, PATIENCE).toBe(1);
  const added = (await plugin.difference()).filter(({ change }) => change === 'added');
  const node = { x: 380, y: 264, width: 72, height: 96, rotation: 0 };
  const near = Object.entries(node).map(([key, value]) => [key, expect.closeTo(value)]);
  expect(added).toMatchObject([{ parent: '0:1', node: Object.fromEntries(near) }]);
  await plugin.expectClean();
});
