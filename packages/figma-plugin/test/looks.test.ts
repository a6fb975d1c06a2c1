import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { card, fileOf } from './scenes.js';
import { axeFindings, misfits, resizeWindow } from './window-checks.js';

const LONG_NAME = 'Hero of the landing page – final, approved, with the new claim in two languages';
const SIZES = [
  // Of Dev Mode's panel, and of the widest that people draw a window to.
  { width: 300, height: 720 },
  { width: 560, height: 720 },
  // A window of 320 px on a small screen at 200 % has half the height.
  { width: 320, height: 300 },
] as const;

/** What is wrong with the window now, in both themes and in each size. */
async function faultsOf(plugin: Plugin, state: string): Promise<readonly string[]> {
  const faults: string[] = [];
  await resizeWindow(plugin, 320);
  for (const [theme, ask] of [
    ['light', 'all'],
    ['dark', 'colours'],
  ] as const) {
    await plugin.setTheme(theme);
    faults.push(...(await axeFindings(plugin, ask)).map((found) => `${state}, ${theme}: ${found}`));
  }
  for (const { width, height } of SIZES) {
    await resizeWindow(plugin, width, height);
    faults.push(...(await misfits(plugin)).map((found) => `${state}, ${width} px: ${found}`));
  }
  return faults;
}

it('has nothing for axe to find, and nothing cut or overflowing, from the choice to the result', async () => {
  const plugin = await openPlugin({
    parameters: { iterations: 3000 },
    scene: {
      ...fileOf(card('1:2', LONG_NAME), card('1:3', 'Other', 400), card('1:4', 'Third', 800)),
      selection: ['1:2', '1:3'],
    },
  });
  const faults: string[] = [];
  const look = async (state: string) => faults.push(...(await faultsOf(plugin, state)));
  await plugin.begin();
  await plugin.choose();
  await look('ready, with a queue');
  await plugin.button('Stylize').click();
  await expect
    .poll(() => plugin.button('Stop and keep').getAttribute('aria-disabled'), PATIENCE)
    .toBeNull();
  await look('running');
  await plugin.button('Stop and keep').click();
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await plugin.button('More').click();
  await look('done, with its menu');
  await plugin.page.keyboard.press('Escape');
  await plugin.remove('1:2');
  await plugin.ui.getByText('the result will be placed').waitFor(PATIENCE);
  await look('layer removed');
  expect(faults).toEqual([]);
});

it('is led from the layers to the placed result by the keyboard alone', async () => {
  const plugin = await openPlugin({
    scene: { ...fileOf(card('1:2', 'One'), card('1:3', 'Two', 400)), selection: ['1:2', '1:3'] },
  });
  const { keyboard } = plugin.page;
  await plugin.begin();
  await plugin.ui.getByText('Layer 1 of 2:').waitFor(PATIENCE);
  await tabTo(plugin, 'Next');
  await keyboard.press('Enter');
  await plugin.ui.getByText('Layer 2 of 2:').waitFor(PATIENCE);
  await tabTo(plugin, 'Oil whirls');
  await keyboard.press('ArrowRight');
  await keyboard.press('Space');
  const option = plugin.ui.getByRole('option', { name: 'Palette knife', exact: true });
  await expect.poll(() => option.getAttribute('aria-selected'), PATIENCE).toBe('true');
  await expect
    .poll(() => plugin.button('Stylize').getAttribute('aria-disabled'), PATIENCE)
    .toBeNull();
  await tabTo(plugin, 'Stylize');
  await keyboard.press('Enter');
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await tabTo(plugin, 'Place beside');
  await keyboard.press('Enter');
  await expect.poll(() => plugin.undoSteps(), PATIENCE).toBe(1);
  expect(await plugin.difference()).toMatchObject([
    { change: 'added', node: { name: 'Two – Palette knife' } },
  ]);
  await plugin.expectClean();
});

it('has nothing for axe to find where nothing is selected, and in Dev Mode', async () => {
  const plugin = await openPlugin({
    profile: { editorType: 'dev', readOnly: true },
    scene: { ...fileOf(card('1:2', LONG_NAME), card('1:3', 'Other', 400)), selection: [] },
  });
  await plugin.begin();
  await plugin.ui.getByText('This file is read-only: preview and download only.').waitFor();
  const faults = [...(await faultsOf(plugin, 'nothing selected'))];
  await plugin.select(['1:2', '1:3']);
  await plugin.ui.getByText('Layer 1 of 2:').waitFor(PATIENCE);
  await plugin.choose();
  await plugin.paint();
  faults.push(...(await faultsOf(plugin, 'Dev Mode')));
  expect(faults).toEqual([]);
});

/** Presses Tab until the control of that name has the focus, and looks whether that can be seen. */
async function tabTo(plugin: Plugin, name: string): Promise<void> {
  const frame = await plugin.uiFrame();
  for (let press = 0; press < 80; press++) {
    await plugin.page.keyboard.press('Tab');
    const focused = await frame.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const ringed = [element, ...element.querySelectorAll('*')].some(
        (part) => getComputedStyle(part).outlineStyle !== 'none',
      );
      const { top, bottom } = element.getBoundingClientRect();
      const words = element.getAttribute('aria-label') ?? element.textContent?.trim();
      return { words, isSeen: ringed && top >= 0 && bottom <= innerHeight };
    });
    if (focused.words !== name) continue;
    expect(focused).toEqual({ words: name, isSeen: true });
    return;
  }
  throw new Error(`Tab does not come to “${name}”.`);
}
