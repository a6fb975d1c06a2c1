import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followLinks } from './followed-link.js';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pastiche-')));
});

afterEach(() => rm(folder, { recursive: true }));

const link = (target: string, name: string) => symlink(target, join(folder, name));

describe.skipIf(process.platform === 'win32')('followLinks (case 14)', () => {
  it('leaves what is no link', async () => {
    await writeFile(join(folder, 'a.png'), '');
    expect(await followLinks(join(folder, 'a.png'))).toBe(join(folder, 'a.png'));
    expect(await followLinks('none/b.png')).toBe('none/b.png');
  });

  it('goes through several links, relative and absolute, to a file that is not there', async () => {
    await mkdir(join(folder, 'sub'));
    await link('sub/b.png', 'a.png');
    await symlink(join(folder, 'c.png'), join(folder, 'sub', 'b.png'));
    expect(await followLinks(join(folder, 'a.png'))).toBe(join(folder, 'c.png'));
  });

  it('takes .. as the system does, from where a linked folder really is', async () => {
    await mkdir(join(folder, 'deep', 'er'), { recursive: true });
    await link('deep/er', 'short');
    await symlink('../x.png', join(folder, 'deep', 'er', 'a.png'));
    const place = await followLinks(join(folder, 'short', 'a.png'));
    await writeFile(place, 'x');
    expect(await realpath(place)).toBe(join(folder, 'deep', 'x.png'));
  });

  it('ends in a circle with the code of the system', async () => {
    await link('b.png', 'a.png');
    await link('a.png', 'b.png');
    await expect(followLinks(join(folder, 'a.png'))).rejects.toMatchObject({ code: 'ELOOP' });
  });
});
