import { expect, it } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { distinctNames, folderOf, folderToTell, isWithin, nameOf, stemOf } from './place-names.js';

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

it.each([
  [['/ws/a.png'], ['a.png']],
  [
    ['/ws/aa/pic.png', '/ws/bb/pic.png', '/ws/cat.png'],
    ['aa/pic.png', 'bb/pic.png', 'cat.png'],
  ],
  [
    ['/ws/x/aa/p.png', '/ws/y/aa/p.png', '/p.png'],
    ['x/aa/p.png', 'y/aa/p.png', 'p.png'],
  ],
  [
    ['/ws/a.png', '/ws/a.png'],
    ['a.png', 'a.png'],
  ],
])('names files so that no two look alike: %j', (paths, names) => {
  expect(distinctNames(paths.map((path) => fakeUri(path)))).toEqual(names);
});

it.each([
  ['/home/ws/aa/pic.png', '/home/ws', 'ws/aa'],
  ['/home/ws/pic.png', '/home/ws', 'ws'],
  ['/home/ws/pic.png', null, '/home/ws'],
])('tells which folder %s lies in', (file, root, folder) => {
  expect(folderToTell(fakeUri(file), root === null ? null : fakeUri(root))).toBe(folder);
});
