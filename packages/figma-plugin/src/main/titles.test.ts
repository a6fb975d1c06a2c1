import { expect, it } from 'vitest';
import { createTitles } from './titles.js';

it('tells layers of one name apart, and calls each the same again', () => {
  const titleOf = createTitles();
  expect(titleOf({ id: '1:1', name: 'Photo' })).toBe('Photo');
  expect(titleOf({ id: '1:2', name: 'Photo' })).toBe('Photo (2)');
  expect(titleOf({ id: '1:3', name: 'Photo (2)' })).toBe('Photo (2) (2)');
  expect(titleOf({ id: '1:1', name: 'Photo' })).toBe('Photo');
});

it('cuts a name that a recipe would cut, and names what has none', () => {
  const titleOf = createTitles();
  const text = 'Lorem ipsum '.repeat(200);
  expect(titleOf({ id: '1:1', name: text }).length).toBe(120);
  expect(titleOf({ id: '1:2', name: text })).toMatch(/… \(2\)$/);
  expect(titleOf({ id: '1:3', name: '' })).toBe('Layer');
});
