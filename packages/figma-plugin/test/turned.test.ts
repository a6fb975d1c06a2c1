import type { ImagePaint } from '@figma/plugin-typings/plugin-api-standalone';
import type { LayerDescription, NodeDifference } from '@pastiche/test-fixtures/figma';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE, type Plugin } from './open-plugin.js';
import { addedNode } from './result-of.js';
import { fileOf, halvesPng, pixelsOf, solid } from './scenes.js';

/** 64 × 64 px, red above blue in its own space. */
const PHOTO: LayerDescription = {
  type: 'RECTANGLE',
  id: '1:9',
  name: 'Photo',
  x: 20,
  y: 20,
  width: 64,
  height: 64,
  fills: [{ type: 'IMAGE', image: 'photo', scaleMode: 'FILL' }],
};

function frame(
  id: string,
  child: LayerDescription,
  given: Partial<LayerDescription>,
): LayerDescription {
  const box = { x: 40, y: 400, width: 300, height: 300 };
  const fills = [solid(1, 1, 1)];
  return { type: 'FRAME', id, name: `Frame ${id}`, ...box, fills, children: [child], ...given };
}

/** From top to bottom, and then on the page where it was. */
const MIRRORED = {
  relativeTransform: [
    [1, 0, 40],
    [0, -1, 400],
  ],
} as const satisfies Partial<LayerDescription>;

const RED_ABOVE = { above: 'red', below: 'blue' };
const RED_LEFT = { left: 'red', right: 'blue' };

/** A painting of the photo so short that red stays red and blue blue. */
async function painted(layer: LayerDescription, command?: string): Promise<Plugin> {
  const scene = { ...fileOf(layer), selection: ['1:9'], images: { photo: await halvesPng(64) } };
  const parameters = { size: 32, iterations: 1, strength: 0 };
  const plugin = await openPlugin({ parameters, scene });
  await plugin.begin(command);
  await plugin.choose();
  await plugin.paint();
  return plugin;
}

/** Which half of a layer is of which colour, as it is seen on the page. */
async function seen(plugin: Plugin, id: string): Promise<Record<string, string>> {
  const { width, height, at } = await pixelsOf(await plugin.picture(id));
  const colour = (x: number, y: number) => {
    const [red, , blue] = at(Math.round(x * width), Math.round(y * height));
    return red > blue ? 'red' : 'blue';
  };
  const [above, below] = [colour(0.4, 0.1), colour(0.6, 0.9)];
  return { left: colour(0.1, 0.4), right: colour(0.9, 0.6), above, below };
}

const placeOf = (difference: NodeDifference) => {
  const { x, y, width, height, rotation } = addedNode(difference);
  return { parent: 'parent' in difference && difference.parent, x, y, width, height, rotation };
};

const uprightAt = (parent: string, x: number, y: number) => ({
  parent,
  x: expect.closeTo(x),
  y: expect.closeTo(y),
  width: expect.closeTo(64),
  height: expect.closeTo(64),
  rotation: 0,
});

it('puts the result upright beside a layer in a turned frame, again too (case 17)', async () => {
  // Turned around (40, 400), it shows what lies from (40, 100) to (340, 400).
  const plugin = await painted(frame('1:1', PHOTO, { rotation: 90 }));
  expect(await seen(plugin, '1:9')).toMatchObject(RED_LEFT);
  expect(await plugin.withheld('Add as top fill')).toBe(
    'Add as top fill: “Photo” is turned, and a fill would turn the result once more.',
  );
  await plugin.place('Place beside');
  const difference = await plugin.difference();
  expect(difference.map(placeOf)).toEqual([uprightAt('0:1', 380, 316)]);
  const [{ id }] = difference;
  expect(await seen(plugin, id)).toMatchObject(RED_LEFT);

  await plugin.relaunch(id, 'again');
  await plugin.button('Stylize again').waitFor(PATIENCE);
  await plugin.place('Place beside');
  const [, second] = await plugin.difference();
  expect(await seen(plugin, second.id)).toMatchObject(RED_LEFT);
  expect(await plugin.undoSteps()).toBe(2);
  await plugin.expectClean();
});

it('puts it in the section around a mirrored frame in a turned group (case 17)', async () => {
  // Turned, then mirrored: the red half is on the left and stays there.
  const group: LayerDescription = {
    type: 'GROUP',
    id: '1:3',
    rotation: 90,
    children: [{ ...PHOTO, y: 84, rotation: 90 }],
  };
  const inner = frame('1:2', group, MIRRORED);
  const plugin = await painted(frame('1:1', inner, { type: 'SECTION', width: 600 }));
  expect(await seen(plugin, '1:9')).toMatchObject(RED_LEFT);
  expect(await plugin.withheld('Replace image fill')).toBe(
    '“Photo” is mirrored, and a fill would mirror the result once more.',
  );
  await plugin.place('Place beside');
  const difference = await plugin.difference();
  expect(difference.map(placeOf)).toEqual([uprightAt('1:1', 380, 316)]);
  expect(await seen(plugin, difference[0].id)).toMatchObject(RED_LEFT);
  await plugin.expectClean();
});

it('fills a layer that its parents turn back, as it was seen (case 17)', async () => {
  const inner = frame('1:2', PHOTO, { x: 300, y: 0, rotation: 270 });
  const plugin = await painted(frame('1:1', inner, { rotation: 90 }));
  expect(await plugin.place('Add as top fill')).toBe(
    'Added a top fill to “Photo”; undo takes it back.',
  );
  expect((await plugin.difference()).map(({ id, change }) => [id, change])).toEqual([
    ['1:9', 'changed'],
  ]);
  expect(await seen(plugin, '1:9')).toMatchObject(RED_ABOVE);
  await plugin.expectClean();
});

it('replaces an image in a turned and mirrored parent by its painting, turned as it was (case 17)', async () => {
  const inner = frame('1:2', PHOTO, MIRRORED);
  const plugin = await painted(frame('1:1', inner, { rotation: 90 }), 'image');
  const before = await seen(plugin, '1:9');
  expect(await plugin.place('Replace image fill')).toMatch(/^Replaced/);
  expect(await seen(plugin, '1:9')).toEqual(before);
  await plugin.expectClean();
});

it('is upright where it is dropped on a turned frame (case 17)', async () => {
  const plugin = await painted(frame('1:1', PHOTO, { rotation: 90 }));
  await plugin.page.addStyleTag({ content: 'body { margin: 0 }' });
  const { mouse } = plugin.page;
  await plugin.ui.getByText('Drag this onto the canvas').hover();
  await mouse.down();
  // The middle of the viewport is the origin of the page.
  await mouse.move(450 + 200, 450 + 250, { steps: 5 });
  await mouse.up();
  await expect.poll(async () => (await plugin.toasts()).length, PATIENCE).toBe(1);
  const difference = await plugin.difference();
  expect(difference.map(placeOf)).toEqual([uprightAt('0:1', 168, 218)]);
  expect(await seen(plugin, difference[0].id)).toMatchObject(RED_LEFT);
  await plugin.expectClean();
});

it.each([
  { scaleMode: 'TILE', scalingFactor: 0.5 },
  { scaleMode: 'TILE', scalingFactor: 0.75, rotation: 90, opacity: 0.9, blendMode: 'MULTIPLY' },
] as const)('keeps the size of the tiles of an image: %j (case 18)', async (mode) => {
  const fills = [{ type: 'IMAGE', image: 'photo', ...mode }] as const;
  const plugin = await painted({ ...PHOTO, width: 256, height: 160, fills }, 'image');
  const before = await pixelsOf(await plugin.picture('1:9'));
  await plugin.place('Replace image fill');
  const [change] = await plugin.difference();
  const [fill] = (change.change === 'changed' ? change.after.fills : []) as readonly ImagePaint[];
  // 64 px of the photo are 32 px of the painting.
  expect(fill).toMatchObject({ ...mode, scalingFactor: mode.scalingFactor * 2 });
  const after = await pixelsOf(await plugin.picture('1:9'));
  const isRed = ([red, , blue]: readonly number[]) => red > blue;
  for (let y = 4; y < 160; y += 8) {
    for (let x = 4; x < 256; x += 8) {
      expect(isRed(after.at(x, y)), `${x}, ${y}`).toBe(isRed(before.at(x, y)));
    }
  }
  await plugin.expectClean();
});
