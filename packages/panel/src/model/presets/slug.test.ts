import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slug } from './slug.js';

test('a slug is lower-case ASCII with single dashes', () => {
  expect(slug('Éva’s Harbour – at dusk.png', 40, 'picture')).toBe('eva-s-harbour-at-dusk-png');
  expect(slug('Straße_07', 40, 'picture')).toBe('strasse-07');
});

test('a name without a Latin letter or digit falls back', () => {
  expect(slug('写真', 40, 'picture')).toBe('picture');
  expect(slug('', 40, 'style')).toBe('style');
});

test('a cut leaves no dash at the end', () => {
  expect(slug('ab cd', 3, 'picture')).toBe('ab');
});

test('the name of a Windows device gets company', () => {
  expect(slug('CON', 40, 'picture')).toBe('picture-con');
  expect(slug('console', 40, 'picture')).toBe('console');
});

test('whatever the name, the slug is one, and not too long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 7, max: 50 }), (name, longest) => {
      const made = slug(name, longest, 'picture');
      expect(made).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(made.length).toBeLessThanOrEqual(longest);
    }),
  );
});
