import { describe, expect, it, vi } from 'vitest';
import type { FileSystem } from 'vscode';
import { fakeUri, joinFake } from '../../test/fake-uri.js';
import { createWorkspaceFiles } from './workspace-files.js';

const place = fakeUri('/home/me/a.png');

function createFiles(fs: Partial<FileSystem>) {
  return createWorkspaceFiles({ fs: fs as FileSystem, join: joinFake, hasTrash: () => false });
}

function failing(code: string, message = 'no') {
  const error = Object.assign(new Error(message), { code });
  const fail = async () => {
    throw error;
  };
  return createFiles({ readFile: fail, stat: fail, readDirectory: fail, writeFile: fail });
}

describe('files of the workspace', () => {
  it('are copied out of larger buffers', async () => {
    const pooled = new Uint8Array([0, 1, 2, 3]).subarray(1, 3);
    const bytes = await createFiles({ readFile: async () => pooled }).read(place);
    expect(bytes).toEqual(new Uint8Array([1, 2]));
    expect(bytes.buffer.byteLength).toBe(2);
  });

  it.each([
    ['FileNotFound', 'not-found', 'a.png is no longer there; choose another file.'],
    ['FileExists', 'exists', 'a.png is there already; choose another name.'],
    [
      'NoPermissions',
      'no-permission',
      'a.png may not be read or written here; use “Save as…” to choose another folder.',
    ],
    [
      'Unavailable',
      'unavailable',
      'a.png cannot be reached at the moment; try again when its folder is connected.',
    ],
  ])('say what %s means', async (code, ours, sentence) => {
    await expect(failing(code).read(place)).rejects.toMatchObject({
      code: ours,
      message: sentence,
    });
  });

  it('say that a disk is full, without the path, and with the name that is meant', async () => {
    const files = failing('Unknown', "ENOSPC: no space left on device, write '/home/me/.x/y'");
    const part = fakeUri('/home/me/.a.png.1x2y.part');
    await expect(files.write(part, new Uint8Array())).rejects.toThrow(
      'The disk is full, so a.png was not written; make room or save it elsewhere.',
    );
  });

  it('notice that only a part was written', async () => {
    const stat = async () => ({ type: 1, ctime: 0, mtime: 0, size: 8192 });
    const files = createFiles({ writeFile: async () => {}, stat });
    await files.write(place, new Uint8Array(8192));
    await expect(files.write(place, new Uint8Array(30_000))).rejects.toThrow(
      'The disk is full, so a.png was not written; make room or save it elsewhere.',
    );
  });

  it('say that a file system is mounted read-only as they say it of a folder', async () => {
    const files = failing('Unknown', "EROFS: read-only file system, open '/home/me/.x/y'");
    await expect(files.write(place, new Uint8Array())).rejects.toMatchObject({
      code: 'no-permission',
    });
  });

  it('repeat what else the system says, without the path', async () => {
    const files = failing('Unknown', "EIO: bad sector, write '/home/me/.x/y'");
    await expect(files.write(place, new Uint8Array())).rejects.toThrow(
      'a.png could not be read or written (EIO: bad sector, write …); make room on the disk or choose another folder.',
    );
  });

  it('count as none where there is nothing', async () => {
    const files = failing('FileNotFound');
    expect(await files.sizeOf(place)).toBe(null);
    expect(await files.list(place)).toEqual([]);
  });

  it('are listed without folders, but with links to files', async () => {
    const entries: [string, number][] = [
      ['a', 1],
      ['folder', 2],
      ['link', 65],
    ];
    const stat = async () => ({ type: 2, ctime: 0, mtime: 0, size: 0 });
    const files = createFiles({ stat, readDirectory: async () => entries });
    expect(await files.list(place)).toEqual(['a', 'link']);
  });

  it('go to the trash when asked to', async () => {
    const remove = vi.fn(async () => {});
    await createFiles({ delete: remove }).remove(place, { trash: true });
    expect(remove).toHaveBeenCalledWith(place, { recursive: true, useTrash: true });
  });

  it.each([
    [false, true],
    [true, false],
    [undefined, false],
  ])('are read-only when the editor says %s', (writable, readOnly) => {
    const files = createFiles({ isWritableFileSystem: () => writable });
    expect(files.isReadOnly(place)).toBe(readOnly);
  });
});
