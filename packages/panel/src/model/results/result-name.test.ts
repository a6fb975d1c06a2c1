import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resultName } from './result-name.js';

test('content and style with a point between, without the endings of files', () => {
  expect(resultName('Harbour at dusk.PNG', ['Glass mosaic'])).toBe('harbour-at-dusk.glass-mosaic');
  expect(resultName('scan.jfif', ['wood.JPE'])).toBe('scan.wood');
  expect(resultName('v1.2 draft', ['a.webp', 'b.jpeg', 'c.tif'])).toBe('v1-2-draft.a-b-c');
});

test('never empty, never longer than 60 characters, nothing but a file name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (content, styles) => {
      const name = resultName(content, styles);
      expect(name).toMatch(/^[a-z0-9-]+\.[a-z0-9-]+$/);
      expect(name.length).toBeLessThanOrEqual(60);
    }),
  );
  expect(resultName('', [])).toBe('picture.style');
  expect(resultName('x'.repeat(90), ['y'.repeat(90)]).length).toBe(60);
});
