import { DEFAULT_PARAMETERS } from '@pastiche/core';
import {
  encodeRecipe,
  parsePreset,
  parseRecipe,
  presetFingerprint,
  readPictureRecipe,
  writePictureRecipe,
} from '@pastiche/panel/core';
import { describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import type { Repaint } from '../batch/create-batcher.js';
import { resultCommands } from '../commands/result-commands.js';
import { fakeUri } from '../test/fake-uri.js';
import { createPanelServices } from '../test/panel-services.js';
import { presetDocument } from '../test/preset-document.js';
import { TINY_PNG } from '../test/tiny-png.js';
import { MOST_PICTURES } from './find-results.js';

const THEN = presetDocument('Own', 0.2);
const NOW = presetDocument('Own', 0.5);

const recipe = (document: string | null, source: string | null) =>
  encodeRecipe({
    pasticheVersion: '0.1.0',
    network: 'vgg19-lite',
    styleNames: ['Own'],
    preset:
      document === null
        ? null
        : {
            name: parsePreset(document).name,
            fingerprint: presetFingerprint(parsePreset(document)),
          },
    source,
    stoppedEarly: false,
    parameters: { ...DEFAULT_PARAMETERS, seed: 42 },
  });
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
      '/ws/c.png': painting(presetDocument('Other'), 'c.png'),
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

  it('are none, which a sentence says', async () => {
    const { run, sentences } = createResults({});
    await run['pastiche.presets.showResults']('own');
    expect(sentences()).toEqual(['No painting in the workspace remembers the preset Own.']);
  });
});

it('a recipe in a picture is read back as it was', () => {
  expect(readPictureRecipe(painting(THEN, 'a.png'))).toBe(recipe(THEN, 'a.png'));
});
