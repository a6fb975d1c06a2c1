import { inEnglish } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { explainReadError, explainWriteError, reasonNotWritten, reasonOf } from './file-errors.js';

const systemError = (code: string) =>
  Object.assign(new Error(`${code}: said the system.`), { code });

describe('explainReadError', () => {
  it.each([
    ['ENOENT', 'a/b.png cannot be found; check the name.'],
    ['ENOTDIR', 'a/b.png cannot be found; check the name.'],
    ['EACCES', 'a/b.png may not be read: permission denied.'],
    ['EPERM', 'a/b.png may not be read: permission denied.'],
    ['ELOOP', 'a/b.png cannot be found: its links lead in a circle; name the file itself.'],
    ['EISDIR', 'a/b.png is a folder; name a file.'],
    ['EBUSY', 'a/b.png is in use by another program; close it there.'],
    ['EIO', 'a/b.png could not be read: EIO: said the system.'],
  ])('has a sentence for %s', (code, message) => {
    const cause = systemError(code);
    expect(explainReadError('a/b.png', cause)).toMatchObject({ exitCode: 1, message, cause });
  });
});

describe('explainWriteError', () => {
  it.each([
    [
      'ENOSPC',
      'There is no space left on the disk for a/b.png; free some or write to another one.',
    ],
    ['EDQUOT', 'The disk quota is used up, so a/b.png cannot be written; free some space.'],
    ['EFBIG', 'a/b.png would be larger than the file system allows; choose a smaller --size.'],
    ['EACCES', 'a/b.png may not be written: permission denied; choose another place.'],
    ['EPERM', 'a/b.png may not be written: permission denied; choose another place.'],
    ['EROFS', 'a/b.png lies on a read-only file system; choose another place.'],
    ['EISDIR', 'a/b.png is a folder; name a file.'],
    ['EBUSY', 'a/b.png is in use by another program; close it there.'],
    ['ENOTDIR', 'A part of the path of a/b.png is a file, not a folder; choose another place.'],
    ['ENAMETOOLONG', 'The name b.png is too long for this file system; choose a shorter one.'],
    ['EEXIST', 'a/b.png exists already and was left as it is; give --overwrite to replace it.'],
    [
      'ENOENT',
      'a/b.png cannot be made: its folder has gone or takes no files; choose another place.',
    ],
    ['ELOOP', 'The links in a/b.png lead in a circle; choose another place.'],
    ['ENXIO', 'Nothing reads from a/b.png.'],
    ['EPIPE', 'What should read a/b.png has ended.'],
    ['EIO', 'a/b.png could not be written: EIO: said the system.'],
  ])('has a sentence for %s', (code, message) => {
    const cause = systemError(code);
    expect(explainWriteError('a/b.png', cause)).toMatchObject({ exitCode: 1, message, cause });
  });
});

describe('reasonNotWritten', () => {
  it('is the sentence without its advice, also of the error that holds it', () => {
    const cause = systemError('ENOSPC');
    const reason = 'There is no space left on the disk for a/b.png';
    expect(inEnglish(reasonNotWritten('a/b.png', cause))).toBe(reason);
    const explained = explainWriteError('a/b.png', cause);
    expect(inEnglish(reasonNotWritten('a/b.png', explained))).toBe(reason);
  });
});

describe('reasonOf', () => {
  it('is the first line without its full stop', () => {
    expect(reasonOf(new Error('one. \ntwo.'))).toBe('one');
    expect(reasonOf('plain')).toBe('plain');
  });
});
