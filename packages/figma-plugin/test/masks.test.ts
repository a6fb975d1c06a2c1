import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { addedNode } from './result-of.js';
import { card, fileOf, pixelsOf } from './scenes.js';

const WAYS: readonly [string, (plugin: Plugin) => Promise<void>][] = [
  [
    'by the keyboard alone',
    async ({ ui, button }) => {
      await button('Protect').press('Enter');
      await button('Rectangle').press('Enter');
      await ui.getByText(/^Rectangle: 25 %/).waitFor({ state: 'attached' });
      await button('Rectangle').press('Enter');
    },
  ],
  [
    'by dragging a rectangle',
    async ({ ui, page, button }) => {
      await button('Protect').click();
      await button('Rectangle').click();
      const box = await ui.locator('.p-checker').boundingBox();
      if (box === null) throw new Error('There is no picture to draw on.');
      const { x, y, width, height } = box;
      await page.mouse.move(x + width / 4, y + height / 4);
      await page.mouse.down();
      await page.mouse.move(x + (3 * width) / 4, y + (3 * height) / 4, { steps: 4 });
      await page.mouse.up();
    },
  ],
];

it.each(WAYS)('keeps what is marked %s', async (_, protectMiddle) => {
  const plugin = await openPlugin({ scene: fileOf(card('1:2', 'Card')) });
  await plugin.begin();
  await plugin.choose();
  await protectMiddle(plugin);
  await expect
    .poll(() => plugin.button('Protect').getAttribute('aria-description'), PATIENCE)
    .toBe('Something is marked');
  await plugin.paint();
  await plugin.place('Place beside');
  const [difference] = await plugin.difference();
  const [{ imageHash }] = addedNode(difference).fills as readonly { imageHash: string }[];
  const {
    width,
    height,
    at: pixelAt,
  } = await pixelsOf((await plugin.image(imageHash)) ?? new Uint8Array());
  const at = (x: number, y: number) => pixelAt(Math.floor(x * width), Math.floor(y * height));
  // The card is one yellow in its lower right, where it is kept in the middle and painted at its edge.
  expect(at(0.7, 0.7)).toEqual([255, 204, 51, 255]);
  expect(at(0.95, 0.95)).not.toEqual([255, 204, 51, 255]);
  await plugin.expectClean();
});
