import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { encodeRecipe, inEnglish, readPictureRecipe, sentence } from '@pastiche/panel/core';
import { describe, expect, it, vi } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeMemento } from '../../test/fake-memento.js';
import { createFakeLog, createFakeUi } from '../../test/fake-ui.js';
import { fakeUri, parseFake } from '../../test/fake-uri.js';
import { TINY_PNG } from '../../test/tiny-png.js';
import { createMoves } from '../pictures/moves.js';
import { type OutputSettings, parseOutputSettings } from '../saving/output-settings.js';
import type { BatchPage } from './batch-page.js';
import { runBatch } from './run-batch.js';
import { tellOutcome } from './tell-outcome.js';

const preset = { kind: 'built-in', id: 'ink-wash' } as const;
const pictures = ['a.png', 'b.jpg', 'c.tif'].map((name) => fakeUri(`/ws/${name}`));
const recipeBy = (network: string) =>
  encodeRecipe({
    pasticheVersion: '0.1.0',
    network,
    styleNames: [],
    preset: null,
    source: null,
    stoppedEarly: false,
    parameters: DEFAULT_PARAMETERS,
  });

const painting = {
  width: 2,
  height: 2,
  suggestedName: 'a.ink-wash',
  notes: [],
  shortfall: null,
} as const;

function createBatch() {
  const files = createFakeFiles({ '/ws/a.png': 'a', '/ws/b.jpg': 'b', '/ws/c.tif': 'c' });
  const moves = createMoves({ files, memento: createFakeMemento(), parseUri: parseFake });
  const services = {
    files,
    say: inEnglish,
    settingsFor: () => parseOutputSettings((name) => (name === 'format' ? 'original' : undefined)),
    rootOf: () => fakeUri('/ws'),
    now: () => new Date(0),
    moves,
  };
  const page = {
    caption: vi.fn(),
    paint: vi.fn<BatchPage['paint']>(
      async ({ content: { name }, encoding: { mediaType } }, onProgress) => {
        onProgress(0.5);
        const bytes = new Uint8Array(mediaType === 'image/jpeg' ? [0xff, 0xd8] : [0x89]);
        const suggestedName = `${name.slice(0, 1)}.ink-wash`;
        return { ...painting, bytes, suggestedName, recipe: '{}' };
      },
    ),
  };
  const progress: [string, number][] = [];
  const giveUp = new AbortController();
  const run = (settings: Partial<OutputSettings> = {}) =>
    runBatch(
      pictures.map((picture) => ({ picture, preset, basis: null })),
      page,
      { ...services, settingsFor: () => ({ ...services.settingsFor(), ...settings }) },
      (line, share) => progress.push([line, share]),
      giveUp.signal,
    );
  return { files, page, services, progress, giveUp, run };
}

describe('a batch', () => {
  it('paints one picture after the other and saves each beside its own', async () => {
    const { run, files, page, progress } = createBatch();
    const { saved, failures, leftOut } = await run();

    expect(saved.map(({ path }) => path)).toEqual([
      '/ws/a.ink-wash.png',
      '/ws/b.ink-wash.jpg',
      '/ws/c.ink-wash.png',
    ]);
    expect([failures, leftOut]).toEqual([[], 0]);
    expect(files.contents.size).toBe(6);
    expect(
      page.paint.mock.calls.map(([{ content, encoding }]) => [content.name, encoding.mediaType]),
    ).toEqual([
      ['a.png', 'image/png'],
      ['b.jpg', 'image/jpeg'],
      ['c.tif', 'image/png'],
    ]);
    expect(progress).toEqual([
      ['1 of 3: a.png', 0],
      ['1 of 3: a.png', 0.5 / 3],
      ['2 of 3: b.jpg', 1 / 3],
      ['2 of 3: b.jpg', 0.5],
      ['3 of 3: c.tif', 2 / 3],
      ['3 of 3: c.tif', 2.5 / 3],
    ]);
    expect(page.caption).toHaveBeenLastCalledWith('Painting c.tif (3 of 3)');
  });

  it('gives each picture the mask that lies beside it', async () => {
    const { run, files, page } = createBatch();
    files.contents.set('/ws/b.mask.png', new Uint8Array([7]));
    await run();
    const masks = page.paint.mock.calls.map(([{ content }]) => content.mask);
    expect(masks).toEqual([null, new Uint8Array([7]), null]);
  });

  it('notes what the painter has to say of a picture, such as that it is grey: case 19', async () => {
    const { page, run } = createBatch();
    const notes = ['As neither a.png nor its style brings colour, the painting is grey.'];
    page.paint.mockResolvedValueOnce({ ...painting, bytes: TINY_PNG, recipe: '{}', notes });
    const outcome = await run();
    expect(outcome.notes).toEqual(notes);
    const { ui } = createFakeUi();
    await tellOutcome(outcome, { ui, log: createFakeLog().log, say: inEnglish, showLog: () => {} });
    expect(ui.tell.mock.calls[0]?.[0]).toMatch(new RegExp(`were painted\\. ${notes[0]}$`));
  });

  it('saves what a picture reached that could not be painted to its end: case 16', async () => {
    const { files, page, run } = createBatch();
    const shortfall = 'Painting 4096 × 3072 px needs more memory; choose a smaller size.';
    page.paint.mockResolvedValueOnce({ ...painting, bytes: TINY_PNG, recipe: '{}', shortfall });
    const { saved, failures, leftOut } = await run();
    expect([saved.length, leftOut]).toEqual([2, 0]);
    expect(failures.map(({ name, reason }) => `${name}: ${inEnglish(reason)}`)).toEqual([
      `a.png: ${shortfall} What was painted until then is saved as a.ink-wash.png.`,
    ]);
    expect(files.contents.has('/ws/a.ink-wash.png')).toBe(true);
  });

  it('paints each in its own way', async () => {
    const { page, giveUp, services } = createBatch();
    const works = pictures.slice(0, 2).map((picture, index) => ({
      picture,
      preset: { kind: 'document', document: `preset ${index}` } as const,
      basis: `recipe ${index}`,
    }));
    await runBatch(works, page, services, () => {}, giveUp.signal);
    const orders = page.paint.mock.calls.map(([{ preset: own, basis }]) => [own, basis]);
    expect(orders).toEqual(works.map((work) => [work.preset, work.basis]));
  });

  it('counts those that another network painted than before', async () => {
    const { page, giveUp, services } = createBatch();
    page.paint.mockImplementation(async ({ content: { bytes } }) => {
      return { ...painting, bytes, recipe: recipeBy('vgg19-lite') };
    });
    const works = pictures.map((picture, index) => {
      const basis = [recipeBy('vgg19-lite'), recipeBy('vgg19'), null][index];
      return { picture, preset, basis };
    });
    const outcome = await runBatch(works, page, services, () => {}, giveUp.signal);
    expect(outcome).toMatchObject({ failures: [], otherNetwork: 1 });
  });

  it('keeps the recipe of what it paints anew, for it had one, but of nothing else', async () => {
    const { page, giveUp, services, files } = createBatch();
    page.paint.mockImplementation(async () => {
      return { ...painting, bytes: TINY_PNG, recipe: recipeBy('vgg19-lite') };
    });
    const settingsFor = () => ({ ...services.settingsFor(), recipe: false });
    const works = [null, recipeBy('vgg19')].map((basis) => {
      return { picture: pictures[0], preset, basis };
    });
    await runBatch(works, page, { ...services, settingsFor }, () => {}, giveUp.signal);
    const recipes = ['/ws/a.ink-wash.png', '/ws/a.ink-wash-2.png'].map((path) =>
      readPictureRecipe(files.contents.get(path) ?? new Uint8Array()),
    );
    expect(recipes).toEqual([null, expect.stringContaining('"source":"a.png"')]);
  });

  it('saves where the picture is, if it was moved while it was painted', async () => {
    const { page, giveUp, services, files } = createBatch();
    page.paint.mockImplementation(async () => {
      files.contents.set('/ws/new/harbour.png', files.contents.get('/ws/a.png') ?? TINY_PNG);
      files.contents.delete('/ws/a.png');
      services.moves.follow(pictures[0], fakeUri('/ws/new/harbour.png'));
      return { ...painting, bytes: TINY_PNG, recipe: recipeBy('vgg19-lite') };
    });
    const works = [{ picture: pictures[0], preset, basis: null }];
    const { saved } = await runBatch(works, page, services, () => {}, giveUp.signal);
    expect(saved.map(({ path }) => path)).toEqual(['/ws/new/harbour.ink-wash.png']);
    const bytes = files.contents.get('/ws/new/harbour.ink-wash.png') ?? new Uint8Array();
    expect(readPictureRecipe(bytes)).toContain('"source":"harbour.png"');
  });

  it('paints nothing for which there is no place, and says so of each', async () => {
    const { run, files, page } = createBatch();
    files.isReadOnly = ({ path }) => path === '/ws/out';
    const settings = { folder: 'out' };
    expect((await run(settings)).failures).toEqual([
      {
        name: 'a.png',
        reason: sentence`The file system of ${'a.png'} is read-only; open the picture and use “Save as…” to choose another folder.`,
      },
      expect.objectContaining({ name: 'b.jpg' }),
      expect.objectContaining({ name: 'c.tif' }),
    ]);
    expect(page.paint).not.toHaveBeenCalled();
    expect(files.contents.size).toBe(3);
  });

  it('paints nothing where no file can be written, and leaves none', async () => {
    const { run, files, page } = createBatch();
    files.failNext('write', 'no-permission');
    files.failNext('makeFolder', 'no-permission');
    const { saved, failures } = await run({ folder: 'out' });
    expect(failures.map(({ name }) => name)).toEqual(['a.png', 'b.jpg']);
    expect(page.paint.mock.calls.map(([{ content }]) => content.name)).toEqual(['c.tif']);
    expect([...files.contents.keys()].slice(3)).toEqual(saved.map(({ path }) => path));
  });

  it('goes on after a picture that fails', async () => {
    const { run, files, page } = createBatch();
    files.contents.delete('/ws/a.png');
    page.paint.mockRejectedValueOnce(new Error('The picture is damaged.'));

    expect(await run()).toMatchObject({
      saved: [{ path: '/ws/c.ink-wash.png' }],
      failures: [
        { name: 'a.png', reason: 'a.png is no longer there.' },
        { name: 'b.jpg', reason: 'The picture is damaged.' },
      ],
      leftOut: 0,
    });
  });

  it('ends when the person gives up, keeps what is saved and leaves no other file', async () => {
    const { run, files, page, giveUp } = createBatch();
    page.paint.mockImplementationOnce(async () => {
      giveUp.abort();
      throw new Error('The run was cancelled.');
    });
    const outcome = await run();

    expect(outcome).toEqual({ saved: [], failures: [], leftOut: 3, otherNetwork: 0, notes: [] });
    expect([...files.contents.keys()]).toEqual(['/ws/a.png', '/ws/b.jpg', '/ws/c.tif']);
  });
});

describe('the outcome of a batch', () => {
  const saved = [fakeUri('/ws/a.ink-wash.png'), fakeUri('/ws/b.ink-wash.png')];
  const failures = ['c', 'd', 'e', 'f'].map((name) => ({ name, reason: 'It is damaged.' }));

  async function told(outcome: Parameters<typeof tellOutcome>[0], answer?: string) {
    const { ui } = createFakeUi();
    const { log, lines } = createFakeLog();
    const showLog = vi.fn();
    ui.tell.mockResolvedValueOnce(answer);
    ui.complain.mockResolvedValueOnce(answer);
    await tellOutcome(outcome, { ui, log, say: inEnglish, showLog });
    return { ui, lines, showLog };
  }

  it.each([
    [{ saved, failures: [], leftOut: 0, otherNetwork: 0, notes: [] }, '2 pictures were painted.'],
    [
      { saved: saved.slice(1), failures: [], leftOut: 0, otherNetwork: 0, notes: [] },
      'Saved as b.ink-wash.png.',
    ],
    [
      { saved, failures: [], leftOut: 1, otherNetwork: 0, notes: [] },
      'Cancelled; 2 of 3 pictures were painted.',
    ],
    [
      { saved: [], failures: [], leftOut: 2, otherNetwork: 0, notes: [] },
      'Cancelled; nothing was painted.',
    ],
    [
      { saved, failures: [], leftOut: 0, otherNetwork: 1, notes: [] },
      '2 pictures were painted. Painted by another network than before, because that one is not here or cannot paint the style: 1.',
    ],
  ])('case %# is one sentence: %s', async (outcome, sentence) => {
    const { ui } = await told(outcome);
    expect(ui.tell.mock.calls.map(([message]) => message)).toEqual([sentence]);
    expect(ui.complain).not.toHaveBeenCalled();
  });

  it('opens or shows the painting when asked to', async () => {
    const open = await told(
      { saved, failures: [], leftOut: 0, otherNetwork: 0, notes: [] },
      'Open',
    );
    expect(open.ui.open).toHaveBeenCalledWith(saved[0]);
    const show = await told(
      { saved, failures: [], leftOut: 0, otherNetwork: 0, notes: [] },
      'Show in Explorer',
    );
    expect(show.ui.reveal).toHaveBeenCalledWith(saved[0]);
  });

  it('lists what failed, all of it in the log', async () => {
    const { ui, lines, showLog } = await told(
      { saved, failures, leftOut: 0, otherNetwork: 0, notes: [] },
      'Show Log',
    );
    expect(ui.complain.mock.calls[0][0]).toBe(
      '2 of 6 pictures were painted. c: It is damaged. d: It is damaged. e: It is damaged. And 1 more; the log names them all.',
    );
    expect(lines).toHaveLength(4);
    expect(showLog).toHaveBeenCalledTimes(1);
  });

  it.each([2, 3])('lists %i failures without a remark about more', async (count) => {
    const some = {
      saved,
      failures: failures.slice(0, count),
      leftOut: 0,
      otherNetwork: 0,
      notes: [],
    };
    const { ui } = await told(some);
    expect(ui.complain.mock.calls[0][0]).toMatch(/: It is damaged\.$/);
  });

  it('opens or shows what was painted also where something failed, if anything was', async () => {
    const some = { saved, failures, leftOut: 0, otherNetwork: 0, notes: [] };
    const open = await told(some, 'Open');
    expect(open.ui.complain.mock.calls[0].slice(1)).toEqual([
      'Open',
      'Show in Explorer',
      'Show Log',
    ]);
    expect(open.ui.open).toHaveBeenCalledWith(saved[0]);
    expect(open.showLog).not.toHaveBeenCalled();
    expect((await told(some, 'Show in Explorer')).ui.reveal).toHaveBeenCalledWith(saved[0]);
    const none = await told({ ...some, saved: [] });
    expect(none.ui.complain.mock.calls[0].slice(1)).toEqual(['Show Log']);
  });
});
