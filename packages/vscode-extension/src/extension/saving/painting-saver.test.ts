import { DEFAULT_PARAMETERS } from '@pastiche/core';
import {
  encodeRecipe,
  inEnglish,
  parseRecipe,
  readPictureRecipe,
  type Said,
} from '@pastiche/panel/core';
import type { HostResult } from '@pastiche/panel/host';
import { describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeMemento } from '../../test/fake-memento.js';
import { createFakeUi } from '../../test/fake-ui.js';
import { fakeUri, parseFake } from '../../test/fake-uri.js';
import { TINY_PNG } from '../../test/tiny-png.js';
import { parseOutputSettings } from './output-settings.js';
import { createPaintingSaver } from './painting-saver.js';
import { createReplacements } from './replacements.js';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
const JPEG = new Uint8Array([0xff, 0xd8, 0xff]);

/** A result whose file is `bytes`, whatever it is asked for. */
function resultOf(bytes: Uint8Array, change: Partial<Omit<HostResult, 'encode'>> = {}) {
  return {
    encode: vi.fn<HostResult['encode']>(async () => bytes),
    width: 8,
    height: 4,
    suggestedName: 'a.ink-wash',
    recipe: '{}',
    contentName: 'a.png',
    ...change,
  };
}

function createSaver(
  settings: Record<string, unknown> = {},
  known: Uri | null = fakeUri('/ws/a.png'),
  nearest: Uri | null = known,
  root = fakeUri('/ws'),
) {
  const files = createFakeFiles({ '/ws/a.png': 'mine' });
  const { ui } = createFakeUi();
  const save = createPaintingSaver({
    files,
    ui,
    say: inEnglish,
    replacements: createReplacements({
      files,
      memento: createFakeMemento(),
      folder: fakeUri('/storage/replaced'),
      parseUri: parseFake,
    }),
    settingsFor: () => parseOutputSettings((name) => settings[name]),
    rootOf: () => root,
    now: () => new Date(0),
    origin: () => ({ known, nearest }),
  });
  return { files, ui, save };
}

const recipe = encodeRecipe({
  pasticheVersion: '0.1.0',
  network: 'vgg19-lite',
  styleNames: ['Ink wash'],
  preset: null,
  source: 'a.png',
  stoppedEarly: false,
  parameters: DEFAULT_PARAMETERS,
});
const whole = resultOf(TINY_PNG, { recipe });

/** What is said of it, in English. */
async function said(answer: Promise<Said | null>): Promise<string | null> {
  const sentence = await answer;
  return sentence && inEnglish(sentence);
}

describe('the saver', () => {
  it('saves beside the picture under its own name, and shows the file', async () => {
    const { save, files, ui } = createSaver();
    const result = resultOf(PNG);

    expect(await said(save(result, 'save'))).toBe('Saved as a.ink-wash.png.');
    expect(result.encode.mock.calls).toEqual([[{ mediaType: 'image/png', quality: 0.9 }]]);
    expect(await said(save(result, 'save'))).toBe('Saved as a.ink-wash-2.png.');
    expect(files.contents.get('/ws/a.ink-wash.png')).toEqual(PNG);
    expect(ui.reveal).toHaveBeenCalledTimes(2);
    expect(ui.open).not.toHaveBeenCalled();
  });

  it('saves and copies a line of Markdown that shows the painting', async () => {
    const { save, files, ui } = createSaver({ folder: 'out' });
    expect(await said(save(resultOf(PNG), 'markdown'))).toBe(
      'Saved as a.ink-wash.png; its Markdown is on the clipboard.',
    );
    expect(files.contents.get('/ws/out/a.ink-wash.png')).toEqual(PNG);
    expect(ui.copy).toHaveBeenCalledExactlyOnceWith('![a.ink-wash](/out/a.ink-wash.png)');
    files.readOnly = true;
    ui.pickPlace.mockResolvedValueOnce(null);
    expect(await save(resultOf(PNG), 'markdown')).toBeNull();
    expect(ui.copy).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      { format: 'webp', quality: 80 },
      { mediaType: 'image/webp', quality: 0.8 },
    ],
    [{ format: 'original' }, { mediaType: 'image/png', quality: 0.9 }],
  ])('asks for the encoding that %o sets', async (settings, encoding) => {
    const { save } = createSaver(settings);
    const result = resultOf(PNG);
    await save(result, 'save');
    expect(result.encode.mock.calls).toEqual([[encoding]]);
  });

  it('saves what was read from a TIFF as PNG, and never in its place', async () => {
    const { save, ui } = createSaver({ format: 'original' }, fakeUri('/ws/scan.tif'));
    const result = resultOf(PNG);
    await save(result, 'save');
    expect(result.encode.mock.calls[0][0].mediaType).toBe('image/png');
    await expect(save(result, 'replace')).rejects.toThrow(
      'Paintings are written as .png, .jpg or .webp, but not as scan.tif; choose another name.',
    );
    expect(ui.confirm).not.toHaveBeenCalled();
  });

  it('gives a file the ending of what it is', async () => {
    const { save, files } = createSaver({ format: 'webp' });
    // The browser could not write WebP.
    expect(await said(save(resultOf(JPEG), 'save'))).toBe('Saved as a.ink-wash.jpg.');
    expect([...files.contents.keys()]).toContain('/ws/a.ink-wash.jpg');
  });

  it('names what was dropped or pasted by its content, beside the picture of the panel', async () => {
    const { save, files } = createSaver({}, null, fakeUri('/ws/b.png'));
    const pasted = { contentName: 'Pasted', suggestedName: 'pasted.ink-wash' };
    await save(resultOf(PNG, pasted), 'save');
    expect([...files.contents.keys()]).toContain('/ws/pasted.ink-wash.png');
  });

  const sourceIn = (bytes: Uint8Array | undefined) => {
    const text = readPictureRecipe(bytes ?? new Uint8Array());
    return text === null ? 'no recipe' : parseRecipe(text).source;
  };

  it.each([
    [{}, '/ws/a.ink-wash.png', 'a.png'],
    [{ folder: 'out/new' }, '/ws/out/new/a.ink-wash.png', '../../a.png'],
  ])('writes what made it into its file: %o', async (settings, path, source) => {
    const { save, files } = createSaver(settings);
    await save(whole, 'save');
    expect(sourceIn(files.contents.get(path))).toBe(source);
  });

  it.each([
    ['/ws/out/x.png', 'save-as', '../a.png'],
    ['/home/x.png', 'save-as', null],
    ['/ws/a.png', 'replace', null],
  ])('names its picture within the workspace only: %s', async (path, action, source) => {
    const { save, files, ui } = createSaver();
    ui.pickPlace.mockResolvedValueOnce(fakeUri(path));
    await save(whole, action);
    expect(sourceIn(files.contents.get(path))).toBe(source);
  });

  it.each(['save', 'save-as', 'replace'])(
    'leaves out what made it where that is set: %s',
    async (action) => {
      const { save, files, ui } = createSaver({ recipe: false });
      ui.pickPlace.mockResolvedValueOnce(fakeUri('/ws/x.png'));
      await save(whole, action);
      const path = { save: '/ws/a.ink-wash.png', 'save-as': '/ws/x.png', replace: '/ws/a.png' }[
        action
      ];
      expect(files.contents.get(path ?? '')).toEqual(TINY_PNG);
    },
  );

  it('tells nobody where on the computer it lies', async () => {
    const home = fakeUri('/Users/mei.tanaka/secret/site/img/a.png');
    const root = fakeUri('/Users/mei.tanaka/secret/site');
    const { save, files } = createSaver({ folder: '/out' }, home, home, root);
    files.contents.set(home.path, TINY_PNG);
    await save({ ...whole, recipe: recipe.replace('"a.png"', JSON.stringify(home.path)) }, 'save');
    const [path, bytes] = [...files.contents].at(-1) ?? ['', new Uint8Array()];
    expect(path).toBe('/Users/mei.tanaka/secret/site/out/a.ink-wash.png');
    expect(sourceIn(bytes)).toBe('../img/a.png');
    expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/mei|tanaka|secret/i);
  });

  it('names no picture that was dropped or pasted', async () => {
    const { save, files } = createSaver({}, null, fakeUri('/ws/b.png'));
    const pasted = { contentName: 'Pasted', suggestedName: 'pasted.ink-wash' };
    await save({ ...whole, ...pasted }, 'save');
    expect(sourceIn(files.contents.get('/ws/pasted.ink-wash.png'))).toBeNull();
  });

  it('saves a painting whose recipe cannot be written, just as it came', async () => {
    const { save, files } = createSaver();
    await save({ ...whole, recipe: 'junk' }, 'save');
    expect(files.contents.get('/ws/a.ink-wash.png')).toEqual(TINY_PNG);
  });

  it('asks for a place where the file system takes nothing', async () => {
    const { save, files, ui } = createSaver();
    files.readOnly = true;
    ui.pickPlace.mockResolvedValueOnce(fakeUri('/home/x.jpg'));
    const result = resultOf(JPEG);

    expect(await said(save(result, 'save'))).toBe('Saved as x.jpg.');
    expect(result.encode.mock.calls).toMatchObject([[{ mediaType: 'image/jpeg' }]]);
    expect(ui.pickPlace.mock.calls[0][2].path).toBe('/ws/a.ink-wash.png');
    expect(files.contents.get('/home/x.jpg')).toEqual(JPEG);
  });

  it('does nothing when the person changes their mind', async () => {
    const { save, files, ui } = createSaver();
    ui.pickPlace.mockResolvedValueOnce(null);
    ui.confirm.mockResolvedValueOnce(false);
    const result = resultOf(PNG);

    expect(await save(result, 'save-as')).toBe(null);
    expect(await said(save(result, 'replace'))).toBe(null);
    expect(result.encode).not.toHaveBeenCalled();
    expect([...files.contents.keys()]).toEqual(['/ws/a.png']);
  });

  it('refuses to save as what it cannot write', async () => {
    const { save, ui } = createSaver();
    ui.pickPlace.mockResolvedValueOnce(fakeUri('/ws/x.tiff'));

    await expect(save(resultOf(PNG), 'save-as')).rejects.toThrow(
      'Paintings are written as .png, .jpg or .webp, but not as x.tiff; choose another name.',
    );
  });

  it('replaces the original by way of the trash, after asking', async () => {
    const { save, files, ui } = createSaver();

    expect(await said(save(resultOf(PNG), 'replace'))).toBe(
      'a.png is replaced; the original is in the trash.',
    );
    expect(ui.confirm.mock.calls[0].slice(0, 2)).toEqual([
      'Replace a.png with the painting?',
      'Folder: ws\nThe original goes to the trash, from where it can be brought back.',
    ]);
    expect(files.contents.get('/ws/a.png')).toEqual(PNG);
    expect([...files.trash.keys()]).toEqual(['/ws/a.png']);
  });

  it('keeps the original beside where there is no trash, and says so before and after', async () => {
    const { save, files, ui } = createSaver();
    files.trashes = false;
    files.contents.set('/ws/a.original.png', new Uint8Array([7]));

    expect(await said(save(resultOf(PNG), 'replace'))).toBe(
      'a.png is replaced; the original is kept beside it as a.original-2.png.',
    );
    expect(ui.confirm.mock.calls[0][1]).toBe(
      'Folder: ws\nThere is no trash here: the original is kept beside it as a.original-2.png.',
    );
    expect(files.contents.get('/ws/a.original-2.png')).toEqual(new TextEncoder().encode('mine'));
  });

  it.each([
    [1600, 1200, 512, 384, '512 × 384 px, the original 1600 × 1200 px'],
    [1600, 1200, 384, 512, '384 × 512 px, the original 1200 × 1600 px'],
    [512, 384, 512, 384, null],
    [96, 72, 512, 384, null],
  ])(
    'says when a picture of %i × %i px is replaced by a smaller one, %i × %i px',
    async (across, down, width, height, sizes) => {
      const { save, files, ui } = createSaver();
      const picture = Uint8Array.from(TINY_PNG);
      const header = new DataView(picture.buffer);
      header.setUint32(16, across);
      header.setUint32(20, down);
      files.contents.set('/ws/a.png', picture);
      await save(resultOf(PNG, { width, height }), 'replace');
      const detail = ui.confirm.mock.calls[0][1];
      if (sizes === null) expect(detail).not.toContain('smaller');
      else expect(detail).toContain(`The painting is smaller: it has ${sizes}.`);
    },
  );

  it('never puts bytes of another kind in the place of the original', async () => {
    const { save, files } = createSaver();

    await expect(save(resultOf(JPEG), 'replace')).rejects.toMatchObject({
      code: 'cannot-encode',
    });
    expect(files.trash.size).toBe(0);
  });

  it('replaces only what came from a file', async () => {
    const { save } = createSaver({}, null, fakeUri('/ws/b.png'));
    await expect(save(resultOf(PNG), 'replace')).rejects.toThrow('Only a picture');
  });

  it('says that there is no place when there is none', async () => {
    const { save } = createSaver({}, null, null);
    await expect(save(resultOf(PNG), 'save')).rejects.toThrow(
      'Open a picture from a folder first, so that there is a place to save to.',
    );
  });
});
