import { TEXT_ENCODINGS } from '@pastiche/test-fixtures';
import { describe, expect, it, vi } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeLog } from '../../test/fake-ui.js';
import { fakeUri } from '../../test/fake-uri.js';
import { presetDocument } from '../../test/preset-document.js';
import { createPresetStore } from './preset-store.js';

const SHARED = '/site/.pastiche/shared.pastiche.json';
const OWN = '/global/presets/own.pastiche.json';

function createStore(location: 'user' | 'workspace' = 'user') {
  const files = createFakeFiles({
    [SHARED]: presetDocument('Shared'),
    [OWN]: presetDocument('Own'),
    '/site/.pastiche/broken.pastiche.json': '{',
    '/site/.pastiche/notes.json': '{}',
  });
  const { log, lines } = createFakeLog();
  const store = createPresetStore({
    files,
    log,
    userFolder: fakeUri('/global/presets'),
    workspaceFolders: () => [{ name: 'site', uri: fakeUri('/site') }],
    newPresetsGoTo: () => location,
  });
  const changed = vi.fn();
  store.onChange(changed);
  const names = async () => (await store.list()).map(({ name }) => name);
  return { files, store, lines, changed, names };
}

describe('the preset store', () => {
  it('lists the presets of the workspace and of the person, and logs those that cannot be read', async () => {
    const { store, lines } = createStore();
    const listed = await store.list();

    expect(listed.map(({ id, origin, name }) => [id, origin, name])).toEqual([
      ['workspace/site/shared', 'workspace', 'Shared'],
      ['own', 'user', 'Own'],
    ]);
    expect(listed[0].thumbnail).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
    expect(lines).toEqual([expect.stringContaining('broken.pastiche.json is left out')]);
  });

  it.each([
    ['user', '/global/presets/new.pastiche.json'],
    ['workspace', '/site/.pastiche/new.pastiche.json'],
  ] as const)('keeps a new one where %s says', async (location, path) => {
    const { store, files, changed } = createStore(location);
    await store.save('new', presetDocument('New'));

    expect(files.contents.has(path)).toBe(true);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('replaces the one with the same id, in its place', async () => {
    const { store, files, names } = createStore();
    await store.save('workspace/site/shared', presetDocument('Shared anew'));

    expect(await names()).toEqual(['Shared anew', 'Own']);
    expect(files.contents.size).toBe(4);
  });

  it('never writes outside its folders, whatever an id says', async () => {
    const { store, files } = createStore();
    await store.save('../../escape', presetDocument('Escape'));

    expect([...files.contents.keys()]).toContain('/global/presets/escape.pastiche.json');
  });

  it('refuses a text that is no preset', async () => {
    const { store } = createStore();
    await expect(store.save('x', '{}')).rejects.toThrow('not a Pastiche preset');
  });

  it('renames, duplicates and deletes', async () => {
    const { store, files, names, changed } = createStore();
    await store.rename('own', 'Mine');
    await store.duplicate('own', 'Mine too');
    expect(await names()).toEqual(['Shared', 'Mine too', 'Mine']);

    await store.remove('own');
    expect(await names()).toEqual(['Shared', 'Mine too']);
    expect([...files.trash.keys()]).toEqual([OWN]);
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it('deletes for good where there is no trash', async () => {
    const { store, files, names } = createStore();
    files.trashes = false;
    await store.remove('own');
    expect(await names()).toEqual(['Shared']);
  });

  it('exports, and imports under a name that is free, but nothing twice', async () => {
    const { store, files, names } = createStore();
    await store.exportTo('own', fakeUri('/home/x.json'));
    expect(await store.importFrom(fakeUri('/home/x.json'))).toEqual({
      name: 'Own',
      isNew: false,
    });
    expect(await names()).toEqual(['Shared', 'Own']);

    expect(await store.importDocument(presetDocument('Own', 0.9))).toEqual({
      name: 'Own (2)',
      isNew: true,
    });
    expect(await store.importDocument(presetDocument('Own', 0.9))).toEqual({
      name: 'Own (2)',
      isNew: false,
    });
    expect(await store.importDocument(presetDocument('Own', 0.8))).toEqual({
      name: 'Own (3)',
      isNew: true,
    });
    expect([...files.contents.keys()]).toContain('/global/presets/own-2.pastiche.json');
  });

  it.each(TEXT_ENCODINGS)(
    'reads files in %s, those of the workspace too (case 21)',
    async (_, encoded) => {
      const { store, files, names } = createStore();
      const write = (file: string, text: string) => files.write(fakeUri(file), encoded(text));
      await write('/home/x.json', `\ufeff${presetDocument('Frühling', 0.9)}`);
      expect(await store.importFrom(fakeUri('/home/x.json'))).toEqual({
        name: 'Frühling',
        isNew: true,
      });
      await write(SHARED, `\ufeff${presetDocument('Geteilt', 0.3)}`);
      expect(await names()).toContain('Geteilt');
    },
  );

  it('says so when a preset is gone', async () => {
    const { store } = createStore();
    for (const act of [store.remove('gone'), store.rename('gone', 'x')]) {
      await expect(act).rejects.toThrow('This preset is no longer there.');
    }
  });
});
