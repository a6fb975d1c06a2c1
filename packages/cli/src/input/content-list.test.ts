import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { inEnglish } from '@pastiche/core';
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

/** With what is said in English. */
async function listed(paths: readonly string[]) {
  const { leftOut, ...list } = await listContents(paths);
  return { ...list, leftOut: leftOut.map(inEnglish) };
}

describe('listContents', () => {
  it('takes the pictures of a folder, sorted, whatever the case of their extensions', async () => {
    expect(await listed([folder])).toEqual({
      files: [join(folder, 'a.jpg'), join(folder, 'b.PNG')],
      several: true,
      leftOut: [
        `Left out of ${folder}: 1 file whose ending is no picture's (notes.txt), 1 sub-folder (empty), 1 hidden file.`,
      ],
    });
  });

  it('takes a file as it is named, even without a known extension', async () => {
    const file = join(folder, 'notes.txt');
    expect(await listed([file])).toEqual({ files: [file], several: false, leftOut: [] });
  });

  it('gives the same list in whatever order and however often paths are named', async () => {
    const a = join(folder, 'a.jpg');
    const b = join(folder, 'b.PNG');
    await symlink(a, join(folder, 'c.jpg'));
    expect(await listed([b, join(folder, 'c.jpg'), a, b])).toEqual({
      files: [a, b],
      several: true,
      leftOut: [`Left out, being named already in another way: ${join(folder, 'c.jpg')}.`],
    });
  });

  it('names a path that is not there', async () => {
    const path = join(folder, 'none.jpg');
    await expect(listContents([path])).rejects.toThrow(`${path} cannot be found; check the name.`);
  });

  it('tells of a folder without pictures beside others that have some', async () => {
    const empty = join(folder, 'empty');
    await writeFile(join(empty, 'IMG_1.HEIC'), 'x');
    const { files, leftOut } = await listed([empty, join(folder, 'a.jpg')]);
    expect(files).toEqual([join(folder, 'a.jpg')]);
    expect(leftOut).toHaveLength(1);
    expect(leftOut[0]).toMatch(/^The folder .*empty holds no pictures .*IMG_1\.HEIC/);
    await expect(listContents([empty, empty])).rejects.toThrow('holds no pictures');
  });

  it('names a folder without pictures', async () => {
    await expect(listContents([join(folder, 'empty')])).rejects.toThrow(
      `The folder ${join(folder, 'empty')} holds no pictures (.png, .apng, .jpg, .jpeg, .jpe, .jfif,`,
    );
  });

  it('says what a folder without pictures holds instead', async () => {
    await writeFile(join(folder, 'empty', 'IMG_1.HEIC'), 'x');
    await expect(listContents([join(folder, 'empty')])).rejects.toThrow(
      `Left out of ${join(folder, 'empty')}: 1 picture of a kind that cannot be read (IMG_1.HEIC).`,
    );
  });

  describe.skipIf(process.platform === 'win32')('case 11: of links that lead nowhere', () => {
    beforeEach(async () => {
      await symlink('nowhere.png', join(folder, 'dangling.png'));
      await symlink('loop.png', join(folder, 'loop.png'));
    });

    it('keeps those in a folder, to fail by themselves', async () => {
      const { files } = await listContents([folder]);
      const names = files.map((file) => basename(file));
      expect(names).toEqual(['a.jpg', 'b.PNG', 'dangling.png', 'loop.png']);
    });

    it('keeps one among others, and refuses one alone', async () => {
      const a = join(folder, 'a.jpg');
      const dangling = join(folder, 'dangling.png');
      expect((await listContents([a, dangling])).files).toEqual([a, dangling]);
      await expect(listContents([dangling])).rejects.toThrow(
        `${dangling} is a link to nowhere.png, which cannot be found; mend the link.`,
      );
      await expect(listContents([join(folder, 'loop.png')])).rejects.toThrow(
        `${join(folder, 'loop.png')} cannot be found: its links lead in a circle; name the file itself.`,
      );
    });

    it('still refuses a name that is not there at all, also among others', async () => {
      await expect(listContents([folder, join(folder, 'none.png')])).rejects.toThrow(
        'none.png cannot be found; check the name.',
      );
    });
  });

  it('case 12: takes - for a picture, not for a file', async () => {
    expect(await listed(['-'])).toEqual({ files: ['-'], several: false, leftOut: [] });
  });
});
