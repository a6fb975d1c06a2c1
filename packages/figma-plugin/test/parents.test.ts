import type { LayerDescription } from '@pastiche/test-fixtures/figma';
import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { addedNode } from './result-of.js';
import { card, solid } from './scenes.js';

const box = { width: 80, height: 60 };
const fills = [solid(0.2, 0.6, 0.9)];
const tile = (id: string, name: string): LayerDescription => ({
  type: 'RECTANGLE',
  id,
  name,
  x: 10,
  y: 10,
  width: 40,
  height: 30,
  fills,
});

/** Layers whose parents would move, turn, hide or copy what is put into them, and some that would not. */
const LAYERS: readonly LayerDescription[] = [
  { type: 'TEXT', id: '1:1', name: 'Title', x: 0, y: 0, ...box, characters: 'Hi', fills },
  {
    type: 'FRAME',
    id: '1:2',
    name: 'Row',
    x: 0,
    y: 100,
    ...box,
    layoutMode: 'HORIZONTAL',
    children: [tile('2:2', 'Arranged')],
  },
  {
    type: 'FRAME',
    id: '1:3',
    name: 'Turned',
    x: 0,
    y: 300,
    ...box,
    rotation: 30,
    children: [tile('2:3', 'In turned')],
  },
  { ...tile('2:4', 'Locked'), y: 500, locked: true },
  {
    type: 'COMPONENT',
    id: '1:5',
    name: 'Chip',
    x: 0,
    y: 600,
    ...box,
    children: [tile('2:5', 'Part')],
  },
  {
    type: 'INSTANCE',
    id: '1:6',
    name: 'Chip',
    x: 0,
    y: 700,
    ...box,
    mainComponent: '1:5',
    children: [tile('2:6', 'In instance')],
  },
  {
    type: 'FRAME',
    id: '1:7',
    name: 'Board',
    x: 0,
    y: 800,
    width: 300,
    height: 200,
    children: [tile('2:7', 'Free')],
  },
  // It has no height, and is what is drawn of it: 104 × 64 px.
  {
    type: 'LINE',
    id: '1:8',
    name: 'Rule',
    x: 0,
    y: 1100,
    width: 40,
    height: 0,
    strokes: [solid(0.1, 0.3, 0.2)],
    strokeWeight: 64,
  },
];

const SELECTED = ['1:1', '2:2', '2:3', '2:4', '2:6', '2:7', '1:8'];

it('finds a place for the result of each layer where nothing moves, turns, hides or copies it', async () => {
  const plugin = await openPlugin({
    scene: { pages: [{ name: 'Page 1', children: LAYERS }], selection: SELECTED },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.button('Paint all').click();
  await expect.poll(async () => (await plugin.toasts()).length, PATIENCE).toBe(SELECTED.length);
  const difference = await plugin.difference();
  expect(difference.map(({ change }) => change)).toEqual(SELECTED.map(() => 'added'));
  const places = Object.fromEntries(
    difference.map((each) => {
      const { name, x, y, width, height } = addedNode(each);
      const place = { in: 'parent' in each && each.parent, x, y, width, height };
      return [name.replace(' – Oil whirls', ''), place];
    }),
  );
  expect(places).toMatchObject({
    Title: { in: '0:1', x: 120, y: 0 },
    Arranged: { in: '0:1', x: 80 },
    'In turned': { in: '0:1' },
    Locked: { in: '0:1', x: 90, y: 500 },
    'In instance': { in: '0:1', x: 120, y: 710 },
    Free: { in: '0:1', x: 340, y: 810 },
    Rule: { in: '0:1', x: 112, y: 1068, width: 104, height: 64 },
  });
  // The box of a turned layer ends between two pixels; what lies beside it does not begin there.
  const { x, y } = places['In turned'] as { x: number; y: number };
  expect([x % 1, y % 1]).toEqual([0, 0]);
  expect(await plugin.undoSteps()).toBe(SELECTED.length);
  for (const _ of SELECTED) await plugin.undo();
  expect(await plugin.difference()).toEqual([]);
  await plugin.expectClean();
});

it('offers no fill of a layer that can have none, and says why; beside it is the way', async () => {
  const plugin = await openPlugin({
    scene: { pages: [{ name: 'Page 1', children: [card('1:2', 'Card')] }], selection: ['1:2'] },
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  expect(await plugin.withheld('Add as top fill')).toBe(
    'Add as top fill: The layers in “Card” would hide a fill.',
  );
  expect(await plugin.withheld('Replace image fill')).toBe('“Card” has no image fill.');
  // A key does not press it either.
  await plugin.button('Add as top fill').press('Enter');
  await plugin.place('Place beside');
  expect(await plugin.difference()).toMatchObject([{ change: 'added', node: { x: 176, y: 40 } }]);
  expect(await plugin.undoSteps()).toBe(1);
  await plugin.expectClean();
});
