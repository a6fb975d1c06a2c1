import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { card, fileOf, pixelsOf } from './scenes.js';

it('previews and downloads in Dev Mode, and writes nothing', async () => {
  const plugin = await openPlugin({
    profile: { editorType: 'dev', readOnly: true, theme: 'dark' },
    scene: fileOf(card('1:2', 'Card')),
  });
  await plugin.begin();
  await plugin.ui.getByText('This file is read-only: preview and download only.').waitFor();
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.button('Place beside').count()).toBe(0);
  const download = plugin.page.waitForEvent('download');
  await plugin.button('Download PNG').click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('card.oil-whirls.png');
  expect(await pixelsOf(readFileSync(await saved.path()))).toMatchObject({ width: 32, height: 24 });
  expect(await plugin.difference()).toEqual([]);
  expect(await plugin.undoSteps()).toBe(0);
  await plugin.expectClean();
});

it('says so where a file takes nothing, and the result can be downloaded', async () => {
  const plugin = await openPlugin({
    profile: { readOnly: true },
    scene: fileOf(card('1:2', 'Card')),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.button('Place beside').click();
  await plugin.ui
    .getByText(/^The result could not be placed/)
    .first()
    .waitFor(PATIENCE);
  const download = plugin.page.waitForEvent('download');
  await plugin.button('More').click();
  await plugin.ui.getByRole('menuitem', { name: 'Download PNG' }).click();
  expect((await download).suggestedFilename()).toBe('card.oil-whirls.png');
  expect(await plugin.difference()).toEqual([]);
});

for (const profile of [
  { csp: 'lenient', embedding: 'srcdoc' },
  { csp: 'strict', embedding: 'data' },
] as const) {
  it(`paints in a window of ${profile.embedding} under the ${profile.csp} policy`, async () => {
    const plugin = await openPlugin({ profile, scene: fileOf(card('1:2', 'Card')) });
    await plugin.begin();
    await plugin.choose();
    await plugin.paint();
    await plugin.place('Place beside');
    expect(await plugin.difference()).toHaveLength(1);
    await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
    expect(plugin.page.workers()).toHaveLength(1);
    await plugin.expectClean();
  });
}

it('keeps the result of a picture as wide as the slide on the slide', async () => {
  const children = [{ ...card('1:2', 'Wide'), x: 0, y: 20, width: 480, height: 240 }];
  const plugin = await openPlugin({
    profile: { editorType: 'slides' },
    scene: {
      ...fileOf({ type: 'SLIDE', id: '1:1', name: 'Opening', width: 480, height: 270, children }),
      selection: ['1:2'],
    },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Place beside');
  expect(await plugin.difference()).toMatchObject([
    { change: 'added', parent: '1:1', node: { x: 0, y: 20, width: 480, height: 240 } },
  ]);
  await plugin.expectClean();
});

it('keeps a slide’s result on the slide', async () => {
  const plugin = await openPlugin({
    profile: { editorType: 'slides' },
    scene: {
      ...fileOf({
        type: 'SLIDE',
        id: '1:1',
        name: 'Opening',
        width: 1920,
        height: 1080,
        children: [card('1:2', 'Card')],
      }),
      selection: ['1:2'],
    },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Place beside');
  expect(await plugin.difference()).toMatchObject([
    { change: 'added', parent: '1:1', node: { x: 176, y: 40, relaunchData: {} } },
  ]);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.expectClean();
});
