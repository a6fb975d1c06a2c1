import { describe, expect, it } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeMemento } from '../../test/fake-memento.js';
import { fakeUri, parseFake } from '../../test/fake-uri.js';
import { createReplacements } from './replacements.js';

const A = fakeUri('/ws/a.png');
const B = fakeUri('/ws/b.png');
const [ORIGINAL, PAINTING] = [new Uint8Array([1]), new Uint8Array([2, 2])];

function create({ trashes }: { readonly trashes: boolean }) {
  const files = createFakeFiles({ '/ws/a.png': ORIGINAL, '/ws/b.png': new Uint8Array([3]) });
  files.trashes = trashes;
  const memento = createFakeMemento();
  const window = () =>
    createReplacements({ files, memento, folder: fakeUri('/storage'), parseUri: parseFake });
  const paths = () => [...files.contents.keys()].sort();
  return { files, window, paths };
}

describe.each([{ trashes: true }, { trashes: false }])('a replaced picture, %o', (given) => {
  it('is brought back by one undoing, in another window too, and the painting is kept', async () => {
    const { files, window, paths } = create(given);
    await window().replace(A, PAINTING, 'a.ink-wash');
    const undone = await window().undo();
    expect([undone?.original.path, undone?.painting?.path]).toEqual([
      '/ws/a.png',
      '/ws/a.ink-wash.png',
    ]);
    expect(files.contents.get('/ws/a.png')).toEqual(ORIGINAL);
    expect(files.contents.get('/ws/a.ink-wash.png')).toEqual(PAINTING);
    expect(paths()).toEqual(['/ws/a.ink-wash.png', '/ws/a.png', '/ws/b.png']);
    expect(await window().undo()).toBeNull();
  });

  it('is brought back also where the painting is gone', async () => {
    const { files, window } = create(given);
    await window().replace(A, PAINTING, 'a.ink-wash');
    files.contents.delete('/ws/a.png');
    expect(await window().undo()).toMatchObject({ painting: null });
    expect(files.contents.get('/ws/a.png')).toEqual(ORIGINAL);
  });

  it('is the last one', async () => {
    const { files, window, paths } = create(given);
    await window().replace(A, PAINTING, 'a.ink-wash');
    await window().replace(B, PAINTING, 'b.ink-wash');
    expect(paths().filter((path) => path.startsWith('/storage'))).toHaveLength(
      given.trashes ? 1 : 0,
    );
    await window().undo();
    expect(files.contents.get('/ws/b.png')).toEqual(new Uint8Array([3]));
    expect(files.contents.get('/ws/a.png')).toEqual(PAINTING);
  });

  it('is brought back where it lies now, if its folder was moved', async () => {
    const { files, window, paths } = create(given);
    await window().replace(A, PAINTING, 'a.ink-wash');
    window().follow(fakeUri('/ws'), fakeUri('/photos'));
    for (const path of paths().filter((path) => path.startsWith('/ws/'))) {
      files.contents.set(`/photos${path.slice(3)}`, files.contents.get(path) ?? PAINTING);
      files.contents.delete(path);
    }
    expect((await window().undo())?.original.path).toBe('/photos/a.png');
    expect(files.contents.get('/photos/a.png')).toEqual(ORIGINAL);
    expect(paths()).toEqual(['/photos/a.ink-wash.png', '/photos/a.png', '/photos/b.png']);
  });

  it('leaves nothing behind when it cannot be replaced', async () => {
    const { files, window, paths } = create(given);
    files.failNext('write');
    await expect(window().replace(A, PAINTING, 'a.ink-wash')).rejects.toThrow();
    expect(await window().undo()).toBeNull();
    expect(paths()).toEqual(['/ws/a.png', '/ws/b.png']);
  });
});

it('an original that is gone is no longer brought back', async () => {
  const { files, window } = create({ trashes: false });
  const kept = await window().replace(A, PAINTING, 'a.ink-wash');
  expect(kept?.path).toBe('/ws/a.original.png');
  files.contents.delete('/ws/a.original.png');
  await expect(window().undo()).rejects.toThrow(
    'The original of a.png is no longer kept; look for it in the trash.',
  );
});
