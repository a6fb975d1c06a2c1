import { inEnglish } from '@pastiche/panel/core';
import { expect, it } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { fakeUri } from '../../test/fake-uri.js';
import { maskBeside, withoutMasks } from './mask-beside.js';

it('a mask is the file with the name of its picture', async () => {
  const files = createFakeFiles({ '/ws/a.jpg': 'a', '/ws/a.mask.png': 'm', '/ws/b.jpg': 'b' });
  const mask = await maskBeside(fakeUri('/ws/a.jpg'), { files });
  expect(mask && inEnglish(mask.label)).toBe('Keep what a.mask.png marks');
  expect(mask?.bytes).toEqual(files.contents.get('/ws/a.mask.png'));
  expect(await maskBeside(fakeUri('/ws/b.jpg'), { files })).toBeNull();
  expect(await maskBeside(fakeUri('/ws/a.mask.png'), { files })).toBeNull();
});

it('masks of pictures that are there are no pictures of their own', () => {
  const places = ['/ws/a.jpg', '/ws/a.mask.png', '/ws/c.mask.png'].map((path) => fakeUri(path));
  expect(withoutMasks(places).map(({ path }) => path)).toEqual(['/ws/a.jpg', '/ws/c.mask.png']);
});
