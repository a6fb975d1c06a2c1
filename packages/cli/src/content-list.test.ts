import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listContents } from './content-list.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  for (const name of ['b.PNG', 'a.jpg', 'notes.txt', '.hidden.png']) {
    await writeFile(join(folder, name), 'x');
  }
  await mkdir(join(folder, 'empty'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('listContents', () => {
  it('takes the pictures of a folder, sorted, whatever the case of their extensions', async () => {
    expect(await listContents([folder])).toEqual({
      files: [join(folder, 'a.jpg'), join(folder, 'b.PNG')],
      several: true,
    });
  });

  it('takes a file as it is named, even without a known extension', async () => {
    const file = join(folder, 'notes.txt');
    expect(await listContents([file])).toEqual({ files: [file], several: false });
  });

  it('gives the same list in whatever order and however often paths are named', async () => {
    const a = join(folder, 'a.jpg');
    const b = join(folder, 'b.PNG');
    await symlink(a, join(folder, 'c.jpg'));
    expect(await listContents([b, join(folder, 'c.jpg'), a, b])).toEqual({
      files: [a, b],
      several: true,
    });
  });

  it('names a path that is not there', async () => {
    const path = join(folder, 'none.jpg');
    await expect(listContents([path])).rejects.toThrow(`${path} cannot be found; check the name.`);
  });

  it('names a folder without pictures', async () => {
    await expect(listContents([join(folder, 'empty')])).rejects.toThrow(
      `The folder ${join(folder, 'empty')} holds no pictures (.png, .jpg, .jpeg, .webp, .avif, .tif, .tiff, .gif).`,
    );
  });
});
