import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeUri, joinFake } from '../../test/fake-uri.js';
import { folderOf, isWithin } from '../pictures/place-names.js';
import { sourcePath, sourcePlace } from './source-path.js';

const ROOT = fakeUri('/ws');
const files = { at: joinFake };

describe('the path from a painting to its picture', () => {
  it.each([
    ['/ws/harbour.png', '/ws', 'harbour.png'],
    ['/ws/photos/harbour.png', '/ws/photos/out', '../harbour.png'],
    ['/ws/photos/harbour.png', '/ws/art/a', '../../photos/harbour.png'],
  ])('of %s in %s is %s, and leads back', (picture, folder, path) => {
    expect(sourcePath(fakeUri(picture), fakeUri(folder), ROOT)).toBe(path);
    const painting = fakeUri(`${folder}/painting.png`);
    expect(sourcePlace(painting, path, ROOT, files)?.path).toBe(picture);
  });

  it('is told only within the workspace folder, or within one folder', () => {
    expect(sourcePath(fakeUri('/ws/a.png'), fakeUri('/home/me'), ROOT)).toBeNull();
    expect(sourcePath(fakeUri('/ws/a.png'), fakeUri('/ws', 'other'), ROOT)).toBeNull();
    expect(sourcePath(fakeUri('/x/a.png'), fakeUri('/x'), null)).toBe('a.png');
    expect(sourcePath(fakeUri('/x/a.png'), fakeUri('/y'), null)).toBeNull();
  });

  it.each([
    '',
    '/etc/passwd',
    '../../etc/passwd',
    'file:///etc/passwd',
    'C:\\x.png',
    'painting.png',
  ])('that a file from anywhere holds leads nowhere else: %j', (path) => {
    expect(sourcePlace(fakeUri('/ws/out/painting.png'), path, ROOT, files)).toBeNull();
  });

  it('never leads out of the root, whatever it is', () => {
    const step = fc.oneof(fc.constantFrom('..', '.', '', 'a', '%2e%2e', '..\\'), fc.string());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), (steps, inWorkspace) => {
        const painting = fakeUri('/ws/out/painting.png');
        const root = inWorkspace ? ROOT : null;
        const place = sourcePlace(painting, steps.join('/'), root, files);
        return place === null || isWithin(place, root ?? folderOf(painting));
      }),
    );
  });
});
