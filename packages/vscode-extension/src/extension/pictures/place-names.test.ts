import { expect, it } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { folderOf, isWithin, nameOf, stemOf } from './place-names.js';

it('takes a path apart', () => {
  const place = fakeUri('/ws/docs/a.b.png');
  expect([nameOf(place), stemOf(place), folderOf(place).path]).toEqual([
    'a.b.png',
    'a.b',
    '/ws/docs',
  ]);
  expect(folderOf(fakeUri('/a.png')).path).toBe('/');
  expect(stemOf(fakeUri('/.png'))).toBe('.png');
});

it('knows what lies in a folder', () => {
  const folder = fakeUri('/ws');
  expect(isWithin(fakeUri('/ws/a'), folder)).toBe(true);
  expect(isWithin(folder, folder)).toBe(true);
  expect(isWithin(fakeUri('/ws2/a'), folder)).toBe(false);
  expect(isWithin(fakeUri('/ws/a', 'other'), folder)).toBe(false);
  expect(isWithin(fakeUri('/a'), fakeUri('/'))).toBe(true);
});
