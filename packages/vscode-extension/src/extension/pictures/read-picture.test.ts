import { expect, it } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { fakeUri } from '../../test/fake-uri.js';
import { readPicture } from './read-picture.js';

const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n';
const files = createFakeFiles({
  '/ws/a.png': new Uint8Array([1, 2]),
  '/ws/lfs.png': LFS,
  '/ws/full.png': new Uint8Array(100_000_000),
  '/ws/huge.png': new Uint8Array(100_000_001),
});
const read = (path: string) => readPicture(fakeUri(path), { files });

it('reads a picture with its name', async () => {
  expect(await read('/ws/a.png')).toEqual({ name: 'a.png', bytes: new Uint8Array([1, 2]) });
});

it('reads a picture of 100 MB', async () => {
  expect((await read('/ws/full.png')).bytes).toHaveLength(100_000_000);
});

it.each([
  ['/ws/lfs.png', 'lfs.png is only a pointer of Git LFS; run “git lfs pull” to bring the picture.'],
  ['/ws/huge.png', 'A picture may have 100 MB, but huge.png has 100 MB; make it smaller first.'],
  ['/ws/gone.png', 'gone.png is no longer there.'],
])('says what is wrong with %s', async (path, sentence) => {
  await expect(read(path)).rejects.toThrow(sentence);
});
