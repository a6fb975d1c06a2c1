import { expect, test } from 'vitest';
import { ACCEPTED_PICTURES, isPictureFile } from './accepted-files.js';

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
