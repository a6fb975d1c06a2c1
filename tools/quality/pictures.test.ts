import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePainters } from './networks.js';
import { listPictures, pairUp, readPixels } from './pictures.js';

const named = (...names: string[]) => names.map((name) => ({ name, path: `${name}.png` }));
const shown = (pairs: ReturnType<typeof pairUp>) =>
  pairs.map(({ content, style }) => content.name + style.name);

describe('pairUp', () => {
  it('makes every pair once, the first few as different as can be', () => {
    const pairs = shown(pairUp(named('a', 'b', 'c'), named('1', '2')));
    expect(pairs).toEqual(['a1', 'b2', 'c1', 'a2', 'b1', 'c2']);
  });

  it('keeps the first so many', () => {
    expect(shown(pairUp(named('a', 'b'), named('1', '2'), 3))).toEqual(['a1', 'b2', 'a2']);
  });
});

describe('listPictures', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('takes pictures only, by name', async () => {
    for (const file of ['b.PNG', 'a.b.jpg', 'readme.md']) await writeFile(join(folder, file), '');
    expect(await listPictures(folder)).toEqual([
      { name: 'a.b', path: join(folder, 'a.b.jpg') },
      { name: 'b', path: join(folder, 'b.PNG') },
    ]);
  });

  it('takes pictures named with commas, in that order', async () => {
    expect(await listPictures('s/b.png,a.jpg')).toEqual([
      { name: 'b', path: 's/b.png' },
      { name: 'a', path: 'a.jpg' },
    ]);
    await expect(listPictures('a.png,b/a.png')).rejects.toThrow(
      'a.png,b/a.png holds two pictures named a; rename one of them.',
    );
  });

  it('refuses a file that is no picture', async () => {
    const path = join(folder, 'a.png');
    await writeFile(path, 'text');
    await expect(readPixels(path)).rejects.toThrow(
      `${path} cannot be read as a picture; name one that exists and is whole.`,
    );
  });

  it('refuses a folder that is missing, is empty or has a name twice', async () => {
    const missing = join(folder, 'missing');
    await expect(listPictures(missing)).rejects.toThrow(
      `The folder ${missing} cannot be read; name a folder of pictures, or pictures with commas.`,
    );
    await expect(listPictures(folder)).rejects.toThrow(
      `${folder} holds no JPEG, PNG or WebP; name a folder of pictures.`,
    );
    for (const file of ['a.png', 'a.jpg']) await writeFile(join(folder, file), '');
    await expect(listPictures(folder)).rejects.toThrow(
      `${folder} holds two pictures named a; rename one of them.`,
    );
  });
});

describe('parsePainters', () => {
  it('keeps the order and takes each name once', () => {
    expect(parsePainters('vgg19,auto,vgg19')).toEqual(['vgg19', 'auto']);
  });

  it('refuses another name', () => {
    expect(() => parsePainters('vgg19,vgg16')).toThrow(
      '--networks should name some of vgg19-lite, auto, vgg19 with commas, but "vgg16" came.',
    );
  });
});
