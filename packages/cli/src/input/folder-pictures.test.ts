import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { inEnglish } from '@pastiche/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listNames, picturesIn } from './folder-pictures.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function namesIn(): Promise<string[]> {
  const { pictures } = await picturesIn(folder);
  return pictures.map((path) => basename(path)).sort();
}

const write = (...names: string[]) =>
  Promise.all(names.map((name) => writeFile(join(folder, name), 'x')));

/** With what is said in English. */
async function found(folder: string) {
  const { pictures, leftOut } = await picturesIn(folder);
  return { pictures, leftOut: leftOut && inEnglish(leftOut) };
}

describe('picturesIn', () => {
  it('case 15: knows every ending that pictures are saved with', async () => {
    const names = [
      ...['a.jfif', 'b.jpe', 'c.BMP', 'd.avif', 'e.pjpeg', 'f.TIF', 'g.Gif', 'h.webp', 'i.jpg'],
    ];
    await write(...names);
    expect(await namesIn()).toEqual(names);
    expect((await picturesIn(folder)).leftOut).toBeNull();
  });

  it('case 15: tells of all else how many and why, with three names of each kind', async () => {
    await write('ok.png', '.DS_Store', '._ok.png', 'IMG_1.HEIC', 'x.psd');
    await write('e.txt', 'd.json', 'c', 'b.md', 'a.png.bak');
    await mkdir(join(folder, 'x.png'));
    const { pictures, leftOut } = await found(folder);
    expect(pictures).toEqual([join(folder, 'ok.png')]);
    expect(leftOut).toBe(
      [
        `Left out of ${folder}: 2 pictures of a kind that cannot be read (IMG_1.HEIC, x.psd)`,
        "5 files whose ending is no picture's (a.png.bak, b.md, c and 2 more)",
        '1 sub-folder (x.png)',
        '2 hidden files.',
      ].join(', '),
    );
  });

  describe.skipIf(process.platform === 'win32')('case 11: of what is no plain file', () => {
    it('follows links by what they lead to', async () => {
      await write('ok.png');
      await mkdir(join(folder, 'sub'));
      await symlink('ok.png', join(folder, 'link.png'));
      await symlink('sub', join(folder, 'link-to-sub.png'));
      await symlink('nowhere', join(folder, 'dangling.png'));
      await symlink('/dev/null', join(folder, 'device.png'));
      expect(await namesIn()).toEqual(['dangling.png', 'link.png', 'ok.png']);
      expect((await found(folder)).leftOut).toBe(
        `Left out of ${folder}: 2 sub-folders (link-to-sub.png, sub), 1 that is a pipe, socket or device (device.png).`,
      );
    });

    it('names pipes and sockets, and waits for none', async () => {
      execFileSync('mkfifo', [join(folder, 'pipe.png')]);
      const server = createServer().listen(join(folder, 'socket.png'));
      await new Promise((resolve) => server.once('listening', resolve));
      expect((await found(folder)).leftOut).toBe(
        `Left out of ${folder}: 2 that are pipes, sockets or devices (pipe.png, socket.png).`,
      );
      await new Promise((resolve) => server.close(resolve));
    });
  });

  // Other systems let no such name come into being.
  it.skipIf(process.platform !== 'linux')('names what is not in UTF-8', async () => {
    await writeFile(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff), Buffer.from('.png')]),
      'x',
    );
    expect(await found(folder)).toEqual({
      pictures: [],
      leftOut: `Left out of ${folder}: 1 file whose name is not in UTF-8 (\ufffd.png).`,
    });
  });

  it('case 11: has a sentence for a folder that has vanished', async () => {
    const gone = join(folder, 'gone');
    await expect(picturesIn(gone)).rejects.toThrow(`${gone} cannot be found; check the name.`);
  });
});

describe('listNames', () => {
  it('names three and counts the others', () => {
    expect(inEnglish(listNames(['b', 'a']))).toBe('a, b');
    expect(inEnglish(listNames(['c', 'b', 'a']))).toBe('a, b, c');
    expect(inEnglish(listNames(['e', 'd', 'c', 'b', 'a']))).toBe('a, b, c and 2 more');
  });
});
