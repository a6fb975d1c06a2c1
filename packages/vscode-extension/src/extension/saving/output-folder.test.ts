import { describe, expect, it } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { fakeUri } from '../../test/fake-uri.js';
import { outputFolder } from './output-folder.js';

const files = createFakeFiles();
const folderFor = (setting: string, root: string | null = '/ws') =>
  outputFolder({
    picture: fakeUri('/ws/docs/a.png'),
    setting,
    root: root === null ? null : fakeUri(root),
    files,
  }).path;

describe('the output folder', () => {
  it.each([
    ['', '/ws/docs'],
    ['painted', '/ws/docs/painted'],
    ['./painted/x', '/ws/docs/painted/x'],
    ['/art', '/ws/art'],
    ['..', '/ws'],
    ['..\\art', '/ws/art'],
  ])('of the setting "%s" is %s', (setting, path) => {
    expect(folderFor(setting)).toBe(path);
  });

  it.each(['../../..', '/..', '../../ws2', '/../ws-2'])(
    'refuses "%s", which leads out',
    (setting) => {
      expect(() => folderFor(setting)).toThrow(
        `Paintings should stay within the workspace folder, but pastiche.output.folder is “${setting}”; change this setting.`,
      );
    },
  );

  it('stays beside a picture that is in no workspace folder', () => {
    expect(folderFor('/painted', null)).toBe('/ws/docs/painted');
    expect(() => folderFor('..', null)).toThrow('stay within');
  });
});
