import { DEFAULT_PARAMETERS } from '@pastiche/core';
import {
  BUILT_IN_PRESETS,
  builtInFingerprint,
  encodeRecipe,
  parsePreset,
  parseRecipe,
  presetFingerprint,
  type RecipePreset,
  readPictureRecipe,
  writePictureRecipe,
} from '@pastiche/panel/core';
import { describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import { fakeUri } from '../../test/fake-uri.js';
import { createPanelServices } from '../../test/panel-services.js';
import { presetDocument } from '../../test/preset-document.js';
import { TINY_PNG } from '../../test/tiny-png.js';
import type { Repaint } from '../batch/create-batcher.js';
import { resultCommands } from '../commands/result-commands.js';
import { MOST_PICTURES } from './find-results.js';

const THEN = presetDocument('Own', 0.2);
const NOW = presetDocument('Own', 0.5);

const recipeOf = (preset: RecipePreset | null, source: string | null) =>
  encodeRecipe({
    pasticheVersion: '0.1.0',
    network: 'vgg19-lite',
    styleNames: ['Own'],
    preset,
    source,
    stoppedEarly: false,
    parameters: { ...DEFAULT_PARAMETERS, seed: 42 },
  });
const recipe = (document: string | null, source: string | null) => {
  const preset = document === null ? null : parsePreset(document);
  const made = preset && { name: preset.name, fingerprint: presetFingerprint(preset) };
  return recipeOf(made, source);
};
const paintingOf = (preset: RecipePreset | null, source: string | null) =>
  writePictureRecipe(TINY_PNG, recipeOf(preset, source));
const painting = (document: string | null, source: string | null) =>
  writePictureRecipe(TINY_PNG, recipe(document, source));

function createResults(pictures: Record<string, Uint8Array>) {
  const parts = createPanelServices();
  for (const [path, bytes] of Object.entries(pictures)) parts.files.contents.set(path, bytes);
  const findPictures = vi.fn(
    async (folder: Uri | null, most: number): Promise<readonly Uri[]> =>
      [...parts.files.contents.keys()]
        .filter((path) => path.startsWith(`${folder?.path ?? '/ws'}/`) && path.endsWith('.png'))
        .slice(0, most)
        .map((path) => fakeUri(path)),
  );
  const repaint = vi.fn<Repaint>(async () => {});
  const run = resultCommands({
    ...parts.services,
    findPictures,
    repaint,
    idOf: (row) => (typeof row === 'string' ? row : null),
  });
  const work = () =>
    repaint.mock.calls.map(([works]) =>
      works.map(({ picture, basis }) => [
        picture.path,
        basis && parseRecipe(basis).parameters.seed,
      ]),
    );
  const sentences = () => parts.ui.tell.mock.calls.map(([message]) => message);
  return { ...parts, run, findPictures, repaint, work, sentences };
}

describe('the update of results', () => {
  it('paints those anew whose preset has changed, with the preset as it is now', async () => {
    const { run, ui, work, repaint } = createResults({
      '/ws/out/a.own.png': painting(THEN, '../a.png'),
      '/ws/b.own.png': painting(NOW, 'b.png'),
      '/ws/other.png': TINY_PNG,
    });
    await run['pastiche.updateResults']();

    const [title, choices] = ui.chooseSome.mock.calls[0] as unknown as [
      string,
      { label: string; description: string }[],
    ];
    expect(title).toBe('Paint anew, each into a file of its own');
    expect(choices.map(({ label, description }) => [label, description])).toEqual([
      ['a.own.png', 'painted with Own, which has changed'],
    ]);
    expect(work()).toEqual([[['/ws/a.png', 42]]]);
    expect(repaint.mock.calls[0][0][0].preset).toEqual({ kind: 'document', document: NOW });
  });

  it('paints nothing when the person changes their mind', async () => {
    const { run, ui, repaint } = createResults({ '/ws/a.own.png': painting(THEN, 'a.png') });
    ui.chooseSome.mockResolvedValueOnce(undefined as never);
    await run['pastiche.updateResults']();
    expect(repaint).not.toHaveBeenCalled();
  });

  it('takes folders and pictures, each picture once', async () => {
    const { run, findPictures, work } = createResults({
      '/ws/a.own.png': painting(THEN, 'a.png'),
      '/ws/sub/c.own.png': painting(THEN, '../b.png'),
    });
    const clicked = fakeUri('/ws/sub');
    await run['pastiche.updateResults'](clicked, [clicked, fakeUri('/ws/sub/c.own.png')]);
    expect(findPictures.mock.calls.map(([folder]) => folder?.path)).toEqual(['/ws/sub']);
    expect(work()).toEqual([[['/ws/b.png', 42]]]);
  });

  it('finds the picture after it was renamed, or the painting was moved', async () => {
    const { run, work, moves, files } = createResults({
      '/ws/a.own.png': painting(THEN, 'a.png'),
      '/ws/out/b.own.png': painting(THEN, 'b.png'),
    });
    files.contents.delete('/ws/a.png');
    files.contents.set('/ws/sub/harbour.png', TINY_PNG);
    moves.follow(fakeUri('/ws/a.png'), fakeUri('/ws/old/harbour.png'));
    moves.follow(fakeUri('/ws/old'), fakeUri('/ws/sub'));
    moves.follow(fakeUri('/ws/b.own.png'), fakeUri('/ws/out/b.own.png'));
    await run['pastiche.updateResults']();
    expect(work()).toEqual([
      [
        ['/ws/sub/harbour.png', 42],
        ['/ws/b.png', 42],
      ],
    ]);
  });

  it('counts a picture as up to date once it was painted anew', async () => {
    const { run, sentences } = createResults({
      '/ws/a.own.png': painting(THEN, 'a.png'),
      '/ws/a.own-2.png': painting(NOW, 'a.png'),
    });
    await run['pastiche.updateResults']();
    expect(sentences()).toEqual([
      'Paintings that are up to date with their presets: 2; there is nothing to do.',
    ]);
  });

  it('is not kept from a preset by an up-to-date built-in one of the same name', async () => {
    const [{ id, name }] = BUILT_IN_PRESETS;
    const { run, work, files } = createResults({
      '/ws/a.x.png': painting(presetDocument(name, 0.2), 'a.png'),
      '/ws/a.y.png': paintingOf({ name, fingerprint: builtInFingerprint(id) }, 'a.png'),
    });
    const namesake = new TextEncoder().encode(presetDocument(name));
    files.contents.set('/global/presets/own.pastiche.json', namesake);
    await run['pastiche.updateResults']();
    expect(work()).toEqual([[['/ws/a.png', 42]]]);
  });

  it('offers what a changed preset painted, although a copy of it looks as it did', async () => {
    const { run, work, presets } = createResults({ '/ws/a.own.png': painting(NOW, 'a.png') });
    await presets.duplicate('own', 'Backup');
    await presets.save('own', presetDocument('Own', 0.8));
    await run['pastiche.updateResults']();
    expect(work()).toEqual([[['/ws/a.png', 42]]]);
  });

  it('paints a picture once, however many old paintings of it there are', async () => {
    const { run, work } = createResults({
      '/ws/a.own.png': painting(THEN, 'a.png'),
      '/ws/a.own-2.png': painting(presetDocument('Own', 0.3), 'a.png'),
    });
    await run['pastiche.updateResults']();
    expect(work()).toEqual([[['/ws/a.png', 42]]]);
  });

  it.each([
    ['no painting', {}, 'No picture here is a painting of Pastiche.'],
    [
      'a painting of no preset',
      { '/ws/a.x.png': painting(null, 'a.png') },
      'Paintings that are up to date with their presets: 1; there is nothing to do.',
    ],
    [
      'a preset that is gone',
      { '/ws/a.x.png': painting(presetDocument('Gone'), 'a.png') },
      'Paintings that are up to date with their presets: 1; there is nothing to do.',
    ],
    [
      'a picture that is gone',
      { '/ws/a.x.png': painting(THEN, 'gone.png') },
      'Paintings that are out of date, but whose pictures are gone: 1.',
    ],
    [
      'a picture outside the workspace',
      { '/ws/a.x.png': painting(THEN, '../global/x.png'), '/global/x.png': TINY_PNG },
      'Paintings that are out of date, but whose pictures are gone: 1.',
    ],
    [
      'a file that is cut off',
      { '/ws/a.x.png': painting(THEN, 'a.png').subarray(0, 60) },
      'No picture here is a painting of Pastiche.',
    ],
  ])('says what there is to say of %s', async (_, pictures, sentence) => {
    const { run, sentences, repaint } = createResults(pictures as Record<string, Uint8Array>);
    await run['pastiche.updateResults']();
    expect(sentences()).toEqual([sentence]);
    expect(repaint).not.toHaveBeenCalled();
  });

  it('looks at so many pictures and says that there are more', async () => {
    const { run, sentences, findPictures, files } = createResults({});
    const bytes = painting(NOW, 'a.png');
    for (let index = 0; index <= MOST_PICTURES; index++) {
      files.contents.set(`/ws/many/${index}.png`, bytes);
    }
    await run['pastiche.updateResults'](fakeUri('/ws/many'));
    expect(findPictures).toHaveBeenCalledWith(expect.anything(), MOST_PICTURES + 1);
    expect(sentences()[0]).toContain('there are more');
  });

  it('ends when the person gives up', async () => {
    const { run, ui } = createResults({ '/ws/a.own.png': painting(THEN, 'a.png') });
    const gone = AbortSignal.abort();
    ui.progress.mockImplementationOnce(async (_, work) => work(() => {}, gone));
    await expect(run['pastiche.updateResults']()).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('the paintings of a preset', () => {
  it('are listed, with those from before it changed, and opened', async () => {
    const { run, ui } = createResults({
      '/ws/a.own.png': painting(THEN, 'a.png'),
      '/ws/b.own.png': painting(NOW, 'b.png'),
      '/ws/c.png': painting(presetDocument('Other', 0.9), 'c.png'),
    });
    await run['pastiche.presets.showResults']('own');
    const [title, choices] = ui.choose.mock.calls[0] as unknown as [
      string,
      { label: string; description: string }[],
    ];
    expect(title).toBe('Painted with Own');
    expect(choices.map(({ label, description }) => [label, description])).toEqual([
      ['a.own.png', 'from before the preset changed'],
      ['b.own.png', 'as the preset is now'],
    ]);
    expect(ui.open.mock.calls.map(([file]) => file.path)).toEqual(['/ws/a.own.png']);
  });

  it('are still those of a preset that was renamed since, if it paints as before', async () => {
    const { run, ui, work, sentences, presets } = createResults({
      '/ws/a.own.png': painting(NOW, 'a.png'),
    });
    await presets.rename('own', 'Mine');
    await run['pastiche.presets.showResults']('own');
    const [title, choices] = ui.choose.mock.calls[0] as unknown as [string, unknown[]];
    expect([title, choices]).toEqual([
      'Painted with Mine',
      [expect.objectContaining({ label: 'a.own.png', description: 'as the preset is now' })],
    ]);
    await run['pastiche.updateResults']();
    expect(sentences()[0]).toContain('there is nothing to do');
    expect(work()).toEqual([]);
  });

  it('are not those of its copy', async () => {
    const { run, sentences, presets } = createResults({ '/ws/a.own.png': painting(NOW, 'a.png') });
    await presets.duplicate('own', 'Copy');
    await run['pastiche.presets.showResults']('copy');
    expect(sentences()).toEqual(['No painting in the workspace remembers the preset Copy.']);
  });

  it('are known by the fingerprints of the first form too', async () => {
    // As Pastiche wrote it before names were left out.
    const first = { name: 'Own', fingerprint: 'b0972fff0d02679f' };
    const { run, sentences } = createResults({ '/ws/a.own.png': paintingOf(first, 'a.png') });
    await run['pastiche.updateResults']();
    expect(sentences()[0]).toContain('there is nothing to do');
  });

  it('are none, which a sentence says', async () => {
    const { run, sentences } = createResults({});
    await run['pastiche.presets.showResults']('own');
    expect(sentences()).toEqual(['No painting in the workspace remembers the preset Own.']);
  });
});

describe('the paintings of a built-in preset', () => {
  const { id, name } = BUILT_IN_PRESETS[0];
  const fingerprint = builtInFingerprint(id);
  const now = paintingOf({ name, fingerprint }, 'a.png');
  const before = paintingOf({ name, fingerprint: `built-in:${id}:2:0000000000000000` }, 'b.png');

  it('are listed, and painted anew once a newer Pastiche has changed it', async () => {
    const { run, ui, work, repaint } = createResults({
      '/ws/a.x.png': now,
      '/ws/b.x.png': before,
      '/ws/c.x.png': painting(presetDocument(name), 'a.png'),
    });
    await run['pastiche.presets.showResults'](`built-in:${id}`);
    const [title, choices] = ui.choose.mock.calls[0] as unknown as [
      string,
      { label: string; description: string }[],
    ];
    expect(title).toBe(`Painted with ${name}`);
    expect(choices.map(({ label, description }) => [label, description])).toEqual([
      ['a.x.png', 'as the preset is now'],
      ['b.x.png', 'from before the preset changed'],
    ]);
    await run['pastiche.updateResults']();
    expect(work()).toEqual([[['/ws/b.png', 42]]]);
    expect(repaint.mock.calls[0][0][0].preset).toEqual({ kind: 'built-in', id });
  });

  it('are no paintings of a person’s preset of the same name', async () => {
    const { run, sentences, files } = createResults({ '/ws/a.x.png': now });
    const namesake = new TextEncoder().encode(presetDocument(name));
    files.contents.set('/global/presets/own.pastiche.json', namesake);
    await run['pastiche.presets.showResults']('own');
    await run['pastiche.updateResults']();
    expect(sentences()).toEqual([
      `No painting in the workspace remembers the preset ${name}.`,
      'Paintings that are up to date with their presets: 1; there is nothing to do.',
    ]);
  });
});

it('a recipe in a picture is read back as it was', () => {
  expect(readPictureRecipe(painting(THEN, 'a.png'))).toBe(recipe(THEN, 'a.png'));
});
