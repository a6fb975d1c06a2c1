import { describe, expect, it } from 'vitest';
import { checkPaints } from './paints.js';

const check = (...paints: readonly unknown[]) => checkPaints(paints, 'fills');

describe('checkPaints', () => {
  it('fills in what Figma fills in, and copies', () => {
    const given = { type: 'SOLID', color: { r: 1, g: 0, b: 0 }, opacity: 0.5 };
    const [paint] = check(given);
    expect(paint).toEqual({ ...given, visible: true, blendMode: 'NORMAL' });
    expect(paint).not.toBe(given);
  });

  it('takes every kind of image and gradient', () => {
    const turn = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    const stops = [0, 1].map((position) => ({ position, color: { r: 0, g: 0, b: 0, a: 1 } }));
    const paints = [
      { type: 'IMAGE', scaleMode: 'CROP', imageHash: 'a', imageTransform: turn },
      { type: 'IMAGE', scaleMode: 'TILE', imageHash: null, scalingFactor: 0.5, rotation: 90 },
      { type: 'GRADIENT_LINEAR', gradientTransform: turn, gradientStops: stops },
    ];
    expect(check(...paints)).toHaveLength(3);
  });

  it.each([
    ['a list', null, 'Expected "fills" to have type array but got null instead'],
    ['no paint', [5], 'Expected "fills[0]" to have type object but got number instead'],
    ['no type', [{}], 'Property "fills[0].type" failed validation: Expected one of SOLID'],
    [
      'no colour',
      [{ type: 'SOLID' }],
      'Expected "fills[0].color" to have type object but got undefined',
    ],
    [
      'a colour of 255',
      [{ type: 'SOLID', color: { r: 255, g: 0, b: 0 } }],
      '"fills[0].color.r" failed',
    ],
    ['an alpha', [{ type: 'SOLID', color: { r: 1, g: 0, b: 0, a: 1 } }], "in object: 'a'"],
    [
      'an unknown key',
      [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, hash: 1 }],
      "in object: 'hash'",
    ],
    [
      'a wrong blend mode',
      [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, blendMode: 'ADD' }],
      'blendMode',
    ],
    [
      'a text as visible',
      [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, visible: 'no' }],
      'boolean',
    ],
    [
      'REST’s scale mode',
      [{ type: 'IMAGE', scaleMode: 'STRETCH', imageHash: 'a' }],
      'FILL, FIT, CROP, TILE',
    ],
    ['bytes as hash', [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: 5 }], 'imageHash'],
    [
      'a wrong crop',
      [{ type: 'IMAGE', scaleMode: 'CROP', imageHash: 'a', imageTransform: [[1]] }],
      '2x3 matrix',
    ],
    [
      'a slanted tile',
      [{ type: 'IMAGE', scaleMode: 'TILE', imageHash: 'a', rotation: 45 }],
      'multiple of 90',
    ],
    [
      'one stop',
      [
        {
          type: 'GRADIENT_LINEAR',
          gradientTransform: [
            [1, 0, 0],
            [0, 1, 0],
          ],
          gradientStops: [],
        },
      ],
      '2 stops',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => checkPaints(value, 'fills')).toThrow(message);
  });
});
