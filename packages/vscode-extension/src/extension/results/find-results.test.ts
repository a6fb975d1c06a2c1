import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { encodeRecipe, writePictureRecipe } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import { expect, it } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeLog } from '../../test/fake-ui.js';
import { fakeUri } from '../../test/fake-uri.js';
import { TINY_PNG } from '../../test/tiny-png.js';
import { findResults } from './find-results.js';

const painting = writePictureRecipe(
  TINY_PNG,
  encodeRecipe({
    ...{ pasticheVersion: '0.1.0', network: 'vgg19-lite', styleNames: ['Own'] },
    ...{ preset: null, source: null, stoppedEarly: false, parameters: DEFAULT_PARAMETERS },
  }),
);

/** What is found where the paintings have so many bytes, as their file system tells it. */
function found(pictures: number, bytes: number = painting.length) {
  const files = { ...createFakeFiles({ '/ws/a.png': painting }), sizeOf: async () => bytes };
  const findPictures = async (_: unknown, most: number) =>
    Array.from({ length: Math.min(pictures, most) }, () => fakeUri('/ws/a.png'));
  const services = { files, findPictures, log: createFakeLog().log };
  return findResults(null, services, () => undefined, new AbortController().signal);
}

it('looks at 2000 pictures, and says when there are more', async () => {
  const [full, over] = [
    await found(LIMITS.SEARCH_PICTURES),
    await found(LIMITS.SEARCH_PICTURES + 1),
  ];
  expect([full.results.length, full.isAll]).toEqual([2000, true]);
  expect([over.results.length, over.isAll]).toEqual([2000, false]);
});

it('looks into files of up to 80 MB', async () => {
  const bytes = LIMITS.SEARCH_BYTES;
  expect((await found(1, bytes)).results).toHaveLength(1);
  expect((await found(1, bytes + 1)).results).toHaveLength(0);
});
