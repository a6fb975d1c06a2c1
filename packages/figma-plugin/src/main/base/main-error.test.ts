import { expect, it } from 'vitest';
import { MainError, wordsOf } from './main-error.js';

it('keeps what Figma says for developers from people', () => {
  expect(wordsOf(new Error('in createImage: Image is too large'))).toBe('Image is too large');
  expect(wordsOf(new MainError('refused', 'In a word: no.'))).toBe('In a word: no.');
  expect(wordsOf('gone')).toBe('gone');
});
