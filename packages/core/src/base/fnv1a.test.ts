import { expect, it } from 'vitest';
import { fnv1a } from './fnv1a.js';

// The published test vectors: the offset basis, and its first steps.
it.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('of %o is %i, as text, bytes and code points', (text, sum) => {
  expect(fnv1a(text)).toBe(sum);
  expect(fnv1a(new TextEncoder().encode(text))).toBe(sum);
  expect(fnv1a([...text].map((letter) => letter.codePointAt(0)!))).toBe(sum);
});

// These sums are in people's files: documents of Figma, sessions of VS Code, recipes in pictures.
it('takes each value whole: UTF-16 units, code points and bytes of one text differ', () => {
  const text = 'Grüße 🎨 — 絵';
  expect(fnv1a(text)).toBe(0xc860522f);
  expect(fnv1a([...text].map((letter) => letter.codePointAt(0)!))).toBe(0xc059b233);
  expect(fnv1a(new TextEncoder().encode(text))).toBe(0x530f167e);
});
