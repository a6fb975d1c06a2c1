import { expect, it } from 'vitest';
import { onWholePixels } from './whole-pixels.js';

it('a place lies on whole pixels, and never nearer to what is left of it', () => {
  expect(onWholePixels({ x: 40, y: 30 })).toEqual({ x: 40, y: 30 });
  expect(onWholePixels({ x: 40.2, y: 30.4 })).toEqual({ x: 41, y: 30 });
  expect(onWholePixels({ x: -1.7, y: 30.6 })).toEqual({ x: -1, y: 31 });
  expect(onWholePixels({ x: 40.000001, y: 29.999999 })).toEqual({ x: 40, y: 30 });
});
