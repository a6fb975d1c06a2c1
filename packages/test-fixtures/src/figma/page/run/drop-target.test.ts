import { expect, it } from 'vitest';
import { buildDocument } from '../scene/build-document.js';
import { dropTarget } from './drop-target.js';

const box = { width: 100, height: 100 };

const model = buildDocument(
  {
    pages: [
      {
        id: '0:1',
        name: 'Page',
        children: [
          {
            type: 'FRAME',
            id: '1:1',
            x: 10,
            y: 20,
            ...box,
            children: [
              { type: 'FRAME', id: '1:2', x: 50, y: 0, width: 50, height: 50 },
              { type: 'FRAME', id: '1:3', x: 0, y: 50, width: 50, height: 50, locked: true },
              { type: 'RECTANGLE', id: '1:4', x: 50, y: 50, width: 50, height: 50 },
            ],
          },
          { type: 'FRAME', id: '1:5', x: 200, ...box, visible: false },
          { type: 'FRAME', id: '1:6', x: 500, ...box, rotation: 90 },
        ],
      },
    ],
  },
  String,
);

it.each([
  { name: 'a frame', x: 15, y: 25, id: '1:1', place: { x: 5, y: 5 } },
  { name: 'a frame in it', x: 70, y: 30, id: '1:2', place: { x: 10, y: 10 } },
  { name: 'the frame around a locked one', x: 15, y: 80, id: '1:1', place: { x: 5, y: 60 } },
  { name: 'the frame around what holds nothing', x: 70, y: 90, id: '1:1', place: { x: 60, y: 70 } },
  { name: 'the page below a hidden frame', x: 250, y: 50, id: '0:1', place: { x: 250, y: 50 } },
  // Turned by 90° against the clock around (500, 0): it reaches up, and its own x runs upwards.
  { name: 'a turned frame', x: 510, y: -30, id: '1:6', place: { x: 30, y: 10 } },
])('lands on $name', ({ x, y, id, place }) => {
  const target = dropTarget(model, '0:1', { x, y });
  expect(target.id).toBe(id);
  expect(target.place.x).toBeCloseTo(place.x, 9);
  expect(target.place.y).toBeCloseTo(place.y, 9);
});
