import { expect, test } from 'vitest';
import { ACCEPTED_PICTURES, isMaskFile, isPictureFile } from './accepted-files.js';

test('dialogues offer every ending that can be read', () => {
  expect(ACCEPTED_PICTURES).toMatch(/^image\/\*,\.png,/);
  for (const ending of ['.jfif', '.jpe', '.tif', '.bmp'])
    expect(ACCEPTED_PICTURES).toContain(ending);
});

test('a file is a picture by its type, or by its name where the system knows no type', () => {
  const file = (name: string, type: string) => isPictureFile({ name, type });
  expect(file('a', 'image/heic')).toBe(true);
  expect(file('scan.TIF', '')).toBe(true);
  expect(file('photo.jfif', '')).toBe(true);
  expect(file('look.pastiche.json', '')).toBe(false);
  expect(file('a.png', 'application/json')).toBe(false);
});

test('a picture is a mask by its name', () => {
  const file = (name: string, type = 'image/png') => isMaskFile({ name, type });
  expect(file('harbour.mask.png')).toBe(true);
  expect(file('Harbour.MASK.tif', '')).toBe(true);
  expect(file('mask.png')).toBe(false);
  expect(file('harbour.mask.d.png')).toBe(false);
  expect(file('harbour.mask.json', 'application/json')).toBe(false);
});
