import { expect, it } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeMemento } from '../../test/fake-memento.js';
import { fakeUri, parseFake } from '../../test/fake-uri.js';
import { createMoves } from './moves.js';
import { moved } from './place-names.js';

const at = (path: string) => fakeUri(path);

function create(...there: string[]) {
  const files = createFakeFiles(Object.fromEntries(there.map((path) => [path, 'x'])));
  const kept = new Map<string, unknown>();
  const window = () =>
    createMoves({ files, memento: createFakeMemento(kept), parseUri: parseFake });
  return { files, kept, window };
}

it('finds a file after several moves, of itself and of its folder, in another window too', async () => {
  const { window } = create('/ws/new/c.png');
  window().follow(at('/ws/a.png'), at('/ws/b/b.png'));
  window().follow(at('/ws/b'), at('/ws/new'));
  window().follow(at('/ws/new/b.png'), at('/ws/new/c.png'));
  expect((await window().find(at('/ws/a.png')))?.path).toBe('/ws/new/c.png');
  expect(
    window()
      .before(at('/ws/new/c.png'))
      .map(({ path }) => path),
  ).toEqual(['/ws/new/b.png', '/ws/b/b.png', '/ws/a.png']);
});

it('takes what lies at a place now before what once lay there', async () => {
  const { window } = create('/ws/a.png', '/ws/b.png');
  window().follow(at('/ws/a.png'), at('/ws/b.png'));
  expect((await window().find(at('/ws/a.png')))?.path).toBe('/ws/a.png');
});

it('finds nothing of a file that is gone', async () => {
  const { window } = create();
  window().follow(at('/ws/a.png'), at('/ws/b.png'));
  expect(await window().find(at('/ws/a.png'))).toBeNull();
  expect(await window().find(at('/ws/c.png'))).toBeNull();
  expect(window().before(at('/ws/c.png'))).toEqual([]);
});

it('remembers a hundred moves, and survives what is none', async () => {
  const { window, kept } = create('/ws/101.png');
  for (let index = 0; index <= 100; index += 1) {
    window().follow(at(`/ws/${index}.png`), at(`/ws/${index + 1}.png`));
  }
  expect((await window().find(at('/ws/1.png')))?.path).toBe('/ws/101.png');
  expect(await window().find(at('/ws/0.png'))).toBeNull();
  kept.set('moves', ['nowhere', 7, 'mem:///ws/x.png']);
  expect(await window().find(at('/ws/1.png'))).toBeNull();
});

it('moves what is moved and what lies in it, not what is only called alike', () => {
  const to = (place: string) => moved(at(place), at('/ws/a'), at('/other/b')).path;
  expect(to('/ws/a')).toBe('/other/b');
  expect(to('/ws/a/x/y.png')).toBe('/other/b/x/y.png');
  expect(to('/ws/ab.png')).toBe('/ws/ab.png');
});
