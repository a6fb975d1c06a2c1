import { describe, expect, it } from 'vitest';
import { createFakeFiles, type FakeFiles } from '../../test/fake-files.js';
import { fakeUri } from '../../test/fake-uri.js';
import { replaceFile, writeBeside, writeWhole } from './write-painting.js';

const folder = fakeUri('/ws');
const target = fakeUri('/ws/a.png');
const bytes = new Uint8Array([1, 2, 3]);
const backups = ['a.original.png', 'a.original-2.png'];
const names = ['a.png', 'a-2.png', 'a-3.png'];

describe('writing a painting', () => {
  it('takes the first name that is free', async () => {
    const files = createFakeFiles({ '/ws/a.png': 'mine', '/ws/a-2.png': 'mine too' });
    const saved = await writeBeside(files, folder, names, bytes);

    expect(saved.path).toBe('/ws/a-3.png');
    expect([...files.contents.keys()].sort()).toEqual(['/ws/a-2.png', '/ws/a-3.png', '/ws/a.png']);
  });

  it('takes the next name when another file appears meanwhile', async () => {
    const files = createFakeFiles();
    files.failNext('rename', 'exists');

    expect((await writeBeside(files, folder, names, bytes)).path).toBe('/ws/a-2.png');
    expect([...files.contents.keys()]).toEqual(['/ws/a-2.png']);
  });

  it.each(['write', 'rename'] as const)('leaves nothing when %s fails', async (operation) => {
    const files = createFakeFiles({ '/ws/a.png': 'mine' });
    files.failNext(operation);

    await expect(writeWhole(files, target, bytes, { overwrite: true })).rejects.toThrow('failed');
    expect([...files.contents.keys()]).toEqual(['/ws/a.png']);
    expect(files.contents.get('/ws/a.png')).toEqual(new TextEncoder().encode('mine'));
  });

  it('removes what a window left that was ended while it wrote this file, and nothing else', async () => {
    const left = '/ws/.a.png.1x2y.part';
    const others = ['/ws/.b.png.1x2y.part', '/ws/.a.png.part', '/ws/.a.png.notes', '/ws/a.part'];
    const files = createFakeFiles(Object.fromEntries([left, ...others].map((path) => [path, ''])));
    const write = async (modified: number) => {
      files.modified = modified;
      await writeWhole(files, target, bytes, { overwrite: true });
      return [...files.contents.keys()].sort();
    };
    const all = [...others, left, '/ws/a.png'].sort();
    // Another window may be writing it, and where no times are known that cannot be told.
    expect(await write(Date.now() - 60_000)).toEqual(all);
    expect(await write(0)).toEqual(all);
    expect(await write(Date.now() - 2 * 3_600_000)).toEqual([...others, '/ws/a.png'].sort());
  });

  it('writes where a folder cannot be listed', async () => {
    const files = createFakeFiles();
    files.list = async () => {
      throw new Error('This folder cannot be listed.');
    };
    await writeWhole(files, target, bytes, { overwrite: true });
    expect([...files.contents.keys()]).toEqual(['/ws/a.png']);
  });

  it('says so when no name is free', async () => {
    const files = createFakeFiles({ '/ws/a.png': 'mine' });

    await expect(writeBeside(files, folder, ['a.png'], bytes)).rejects.toThrow('No name is free');
  });

  it('puts the original in the trash before it is replaced', async () => {
    const files = createFakeFiles({ '/ws/a.png': 'mine' });
    expect(await replaceFile(files, target, bytes, backups)).toBeNull();

    expect(files.contents).toEqual(new Map([['/ws/a.png', bytes]]));
    expect(files.trash.get('/ws/a.png')).toEqual(new TextEncoder().encode('mine'));
  });

  it.each([
    ['there is no trash', (files: FakeFiles) => Object.assign(files, { trashes: false })],
    ['the trash does not take it', (files: FakeFiles) => files.failNext('remove')],
  ])('keeps the original beside under a free name where %s', async (_, arrange) => {
    const files = createFakeFiles({ '/ws/a.png': 'mine', '/ws/a.original.png': 'older' });
    arrange(files);

    const kept = await replaceFile(files, target, bytes, backups);
    expect(kept?.path).toBe('/ws/a.original-2.png');
    expect(files.contents.get('/ws/a.png')).toEqual(bytes);
    expect(files.contents.get('/ws/a.original-2.png')).toEqual(new TextEncoder().encode('mine'));
    expect(files.contents.get('/ws/a.original.png')).toEqual(new TextEncoder().encode('older'));
    expect(files.contents.size).toBe(3);
    expect(files.trash.size).toBe(0);
  });

  it('leaves the original where it can neither go to the trash nor be kept beside', async () => {
    const files = createFakeFiles({ '/ws/a.png': 'mine' });
    files.trashes = false;
    files.failNext('rename');

    await expect(replaceFile(files, target, bytes, backups)).rejects.toThrow('failed');
    expect(files.contents).toEqual(new Map([['/ws/a.png', new TextEncoder().encode('mine')]]));
  });
});
