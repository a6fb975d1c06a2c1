import { describe, expect, it } from 'vitest';
import type { LayerDescription } from '../../scene-description.js';
import { buildDocument } from './build-document.js';
import {
  absoluteTransform,
  boundingBox,
  moveTo,
  relativeTransform,
  renderBounds,
  resizeTo,
  sizeOf,
} from './geometry.js';
import { plainNode } from './plain-document.js';
import { createUndoStack } from './undo-stack.js';

const documentOf = (...children: readonly LayerDescription[]) =>
  buildDocument({ pages: [{ name: 'Page', children }] }, () => '');

describe('geometry', () => {
  it('adds up places through frames, and takes groups as having no space of their own', () => {
    const model = documentOf({
      type: 'FRAME',
      x: 100,
      y: 50,
      children: [
        {
          type: 'GROUP',
          id: 'g',
          children: [{ type: 'RECTANGLE', id: 'r', x: 7, y: 8, width: 10, height: 20 }],
        },
      ],
    });
    expect(boundingBox(model, model.get('r'))).toEqual({ x: 107, y: 58, width: 10, height: 20 });
    expect(boundingBox(model, model.get('g'))).toEqual({ x: 107, y: 58, width: 10, height: 20 });
    moveTo(model, model.get('g'), 0, 0);
    expect(boundingBox(model, model.get('r'))).toMatchObject({ x: 100, y: 50 });
    resizeTo(model, model.get('g'), 20, 20);
    expect(model.get('r')).toMatchObject({ width: 20, height: 20 });
  });

  it('turns what is in a turned frame', () => {
    const model = documentOf({
      type: 'FRAME',
      x: 10,
      rotation: 90,
      children: [{ type: 'RECTANGLE', id: 'r', x: 5, width: 2, height: 1 }],
    });
    const [[, , x], [, , y]] = absoluteTransform(model, model.get('r'));
    expect(x).toBeCloseTo(10);
    expect(y).toBeCloseTo(-5);
    expect(boundingBox(model, model.get('r'))).toMatchObject({
      width: expect.closeTo(1),
      height: expect.closeTo(2),
    });
  });

  it('gives a turned group the box along its own axes, and what is in it its turn from the frame', () => {
    const part = (id: string, x: number, y: number): LayerDescription => ({
      type: 'RECTANGLE',
      id,
      x,
      y,
      width: 4,
      height: 2,
      rotation: 90,
    });
    const group = { type: 'GROUP', id: 'g', rotation: 90 } as const;
    const model = documentOf({
      type: 'FRAME',
      rotation: -90,
      children: [{ ...group, children: [part('r', 10, 20), part('s', 16, 20)] }],
    });
    // In the frame the parts cover (10, 16) to (12, 20) and (16, 16) to (18, 20): 8 across, 4 down.
    expect(relativeTransform(model, model.get('g')).flat()).toEqual(
      [0, 1, 10, -1, 0, 20].map((each) => expect.closeTo(each)),
    );
    expect(sizeOf(model, model.get('g'))).toMatchObject({
      width: expect.closeTo(4),
      height: expect.closeTo(8),
    });
    // The frame takes the turn back: (x, y) in it is (-y, x) on the page.
    expect(boundingBox(model, model.get('g'))).toEqual({
      x: expect.closeTo(-20),
      y: expect.closeTo(10),
      width: expect.closeTo(4),
      height: expect.closeTo(8),
    });
    expect(absoluteTransform(model, model.get('r'))[0][0]).toBeCloseTo(1);
    moveTo(model, model.get('g'), 0, 20);
    expect(model.get('r').transform[0][2]).toBeCloseTo(0);
    expect(() => resizeTo(model, model.get('g'), 1, 1)).toThrow('turned groups');
  });

  it('mirrors what is in a mirrored frame', () => {
    const model = documentOf({
      type: 'FRAME',
      relativeTransform: [
        [-1, 0, 100],
        [0, 1, 0],
      ],
      children: [{ type: 'RECTANGLE', id: 'r', x: 10, y: 5, width: 20, height: 10 }],
    });
    expect(boundingBox(model, model.get('r'))).toEqual({ x: 70, y: 5, width: 20, height: 10 });
    expect(absoluteTransform(model, model.get('r'))[0]).toEqual([-1, 0, 90]);
  });

  it('gives a turned layer in auto layout the room of its upright box', () => {
    const side = { type: 'RECTANGLE', width: 30, height: 10 } as const;
    const model = documentOf({
      type: 'FRAME',
      id: 'f',
      layoutMode: 'HORIZONTAL',
      counterAxisSizingMode: 'AUTO',
      padding: 5,
      itemSpacing: 2,
      children: [
        { ...side, id: 'r', rotation: 90 },
        { ...side, id: 's' },
      ],
    });
    const around = (x: number, y: number, width: number, height: number) => ({
      x: expect.closeTo(x),
      y: expect.closeTo(y),
      width: expect.closeTo(width),
      height: expect.closeTo(height),
    });
    expect(boundingBox(model, model.get('r'))).toEqual(around(5, 5, 10, 30));
    expect(boundingBox(model, model.get('s'))).toEqual(around(17, 5, 30, 10));
    expect(model.get('f')).toMatchObject({ width: expect.closeTo(52), height: expect.closeTo(40) });
  });

  it('counts strokes and shadows as drawn, and nothing that is hidden', () => {
    const model = documentOf(
      {
        type: 'RECTANGLE',
        id: 'r',
        width: 10,
        height: 10,
        strokes: [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }],
        strokeWeight: 4,
        effects: [
          {
            type: 'DROP_SHADOW',
            color: { r: 0, g: 0, b: 0, a: 1 },
            offset: { x: 0, y: 6 },
            radius: 2,
            visible: true,
            blendMode: 'NORMAL',
          },
        ],
      },
      { type: 'RECTANGLE', id: 'h', visible: false },
    );
    expect(renderBounds(model, model.get('r'))).toEqual({ x: -2, y: 0, width: 14, height: 18 });
    model.get('r').strokeAlign = 'OUTSIDE';
    expect(renderBounds(model, model.get('r'))).toMatchObject({ x: -4, y: -4 });
    expect(renderBounds(model, model.get('h'))).toBeNull();
  });
});

describe('undo', () => {
  it('takes back steps one by one, whoever made them', () => {
    const model = documentOf({ type: 'RECTANGLE', id: 'r' });
    const undo = createUndoStack(model);
    const before = plainNode(model);
    undo.commit('plugin');
    expect(undo.pluginSteps()).toBe(0);
    model.get('r').opacity = 0.5;
    undo.commit('plugin');
    model.get('r').opacity = 0.2;
    undo.commit('person');
    model.get('r').opacity = 0.1;
    expect(undo.pluginSteps()).toBe(2);
    undo.revert();
    expect(model.get('r').opacity).toBe(0.2);
    expect([undo.undo(), undo.undo(), undo.undo()]).toEqual([true, true, false]);
    expect(plainNode(model)).toEqual(before);
  });
});
