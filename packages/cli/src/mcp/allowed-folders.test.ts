import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AllowedFolders, allowFolders } from './allowed-folders.js';

let root: string;
let allowed: AllowedFolders;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'allowed-')));
  for (const folder of ['open', 'open/deep', 'open2', 'closed']) await mkdir(join(root, folder));
  for (const file of ['open/a.png', 'open/deep/..b.png', 'open2/c.png', 'closed/d.png']) {
    await writeFile(join(root, file), '');
  }
  await symlink(join(root, 'closed'), join(root, 'open', 'way-out'));
  await symlink(join(root, 'closed', 'd.png'), join(root, 'open', 'd.png'));
  await symlink(join(root, 'closed', 'new.png'), join(root, 'open', 'dangling.png'));
  allowed = await allowFolders([join(root, 'open'), join(root, 'none')]);
});

afterAll(() => rm(root, { recursive: true }));

describe('allowed folders', () => {
  test.each([
    ['a.png', 'open/a.png'],
    ['./deep/../a.png', 'open/a.png'],
    ['deep/..b.png', 'open/deep/..b.png'],
  ])('give the file %s', async (asked, file) => {
    expect(await allowed.input(asked)).toBe(join(root, file));
  });

  test.each([
    '../closed/d.png',
    '../open2/c.png',
    'deep/../../closed/d.png',
    'd.png',
    'way-out/d.png',
    '.',
    '..',
    '/etc/passwd',
    '../closed/not-there.png',
    '/not-there/at/all.png',
  ])('do not give the file %s', async (asked) => {
    await expect(allowed.input(asked)).rejects.toThrow(
      `${asked} is outside the folders that this server may use (${join(root, 'open')}); name a file in one of them.`,
    );
  });

  test('say so when a file is not there', async () => {
    await expect(allowed.input('none.png')).rejects.toThrow('none.png');
    await expect(allowed.input('none.png')).rejects.not.toThrow('outside');
  });

  test('take an output where nothing is', async () => {
    expect(await allowed.output('deep/new.png')).toBe(join(root, 'open', 'deep', 'new.png'));
  });

  test.each(['a.png', 'd.png', 'dangling.png', 'deep'])('replace no %s', async (asked) => {
    await expect(allowed.output(asked)).rejects.toThrow(
      `${asked} exists, and this server replaces nothing; name another output.`,
    );
  });

  test.each(['../closed/new.png', 'way-out/new.png', '/new.png', '../new/new.png'])(
    'take no output %s',
    async (asked) => {
      await expect(allowed.output(asked)).rejects.toThrow('outside the folders');
    },
  );

  test('are needed', async () => {
    const none = join(root, 'none');
    await expect(allowFolders([none, join(root, 'open', 'a.png')])).rejects.toThrow(
      `None of the folders that the client opened is here (${none}, ${join(root, 'open', 'a.png')}); open one that is.`,
    );
  });
});
