import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainWriteError } from '../base/file-errors.js';
import { writeOutputFile } from './output-file.js';

let folder: string;
const bytes = Uint8Array.from([1, 2, 3]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('writeOutputFile', () => {
  it('writes the file, makes its folder, and leaves nothing else', async () => {
    await writeOutputFile(join(folder, 'a', 'b', 'x.bin'), bytes, { overwrite: false });
    expect([...(await readFile(join(folder, 'a', 'b', 'x.bin')))]).toEqual([1, 2, 3]);
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['x.bin']);
  });

  it('leaves an existing file as it is', async () => {
    const path = join(folder, 'x.bin');
    await writeFile(path, 'mine');
    await expect(writeOutputFile(path, bytes, { overwrite: false })).rejects.toThrow(
      `${path} exists already and was left as it is; give --overwrite to replace it.`,
    );
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['x.bin']);
  });

  it('replaces one when asked, without touching another link to it', async () => {
    const path = join(folder, 'x.bin');
    await writeFile(path, 'mine');
    await link(path, join(folder, 'y.bin'));
    await writeOutputFile(path, bytes, { overwrite: true });
    expect([...(await readFile(path))]).toEqual([1, 2, 3]);
    expect(await readFile(join(folder, 'y.bin'), 'utf8')).toBe('mine');
  });

  it('removes its temporary file when the name is a folder', async () => {
    const path = join(folder, 'taken');
    await mkdir(join(path, 'inner'), { recursive: true });
    await expect(writeOutputFile(path, bytes, { overwrite: true })).rejects.toThrow(
      `${path} is a folder; name a file.`,
    );
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('case 10: writes a name as long as the file system takes', async () => {
    for (const name of [`${'0'.repeat(251)}.png`, `${'ü'.repeat(125)}x.png`]) {
      expect(Buffer.byteLength(name)).toBe(255);
      await writeOutputFile(join(folder, name), bytes, { overwrite: false });
      await writeOutputFile(join(folder, name), bytes, { overwrite: true });
    }
    expect(await readdir(folder)).toHaveLength(2);
  });

  describe.skipIf(process.platform === 'win32')('case 14: through a link', () => {
    it.each([false, true])(
      'writes the file that is not there yet, overwrite %s',
      async (overwrite) => {
        await symlink('target.bin', join(folder, 'link.bin'));
        await writeOutputFile(join(folder, 'link.bin'), bytes, { overwrite });
        expect(await readlink(join(folder, 'link.bin'))).toBe('target.bin');
        expect([...(await readFile(join(folder, 'target.bin')))]).toEqual([1, 2, 3]);
        expect((await readdir(folder)).sort()).toEqual(['link.bin', 'target.bin']);
      },
    );

    it('replaces the file in its folder, not the link', async () => {
      await mkdir(join(folder, 'far'));
      await writeFile(join(folder, 'far', 'target.bin'), 'old');
      await symlink(join('far', 'target.bin'), join(folder, 'link.bin'));
      const path = join(folder, 'link.bin');
      await expect(writeOutputFile(path, bytes, { overwrite: false })).rejects.toThrow('exists');
      await writeOutputFile(path, bytes, { overwrite: true });
      expect(await readlink(path)).toBe(join('far', 'target.bin'));
      expect([...(await readFile(join(folder, 'far', 'target.bin')))]).toEqual([1, 2, 3]);
      expect(await readdir(join(folder, 'far'))).toEqual(['target.bin']);
    });

    it('has a sentence for a circle', async () => {
      await symlink('link.bin', join(folder, 'link.bin'));
      const path = join(folder, 'link.bin');
      await expect(writeOutputFile(path, bytes, { overwrite: true })).rejects.toThrow(
        `The links in ${path} lead in a circle; choose another place.`,
      );
    });
  });

  it('says when a part of the path is a file', async () => {
    await writeFile(join(folder, 'file'), '');
    const path = join(folder, 'file', 'x.bin');
    await expect(writeOutputFile(path, bytes, { overwrite: false })).rejects.toThrow(
      `A part of the path of ${path} is a file, not a folder; choose another place.`,
    );
  });

  // /dev/full answers every write with "no space left on device".
  it.skipIf(process.platform !== 'linux')('says when the disk is full', async () => {
    const { open } = await import('node:fs/promises');
    const full = await open('/dev/full', 'w');
    const error: unknown = await full.writeFile('x').catch((caught: unknown) => caught);
    await full.close();
    expect(explainWriteError('out.png', error).message).toBe(
      'There is no space left on the disk for out.png; free some or write to another one.',
    );
  });

  it.skipIf(process.getuid?.() === 0)('says when the folder may not be written', async () => {
    await chmod(folder, 0o500);
    const path = join(folder, 'x.bin');
    await expect(writeOutputFile(path, bytes, { overwrite: false })).rejects.toThrow(
      `${path} may not be written: permission denied; choose another place.`,
    );
    await chmod(folder, 0o700);
  });
});
