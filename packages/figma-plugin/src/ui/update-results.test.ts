import {
  BUILT_IN_PRESETS,
  builtInFingerprint,
  encodePreset,
  encodeRecipe,
  inEnglish,
  type Preset,
  presetFingerprint,
  type Recipe,
  type RecipePreset,
  type Said,
} from '@pastiche/panel/core';
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Opening } from '../window-contract.js';
import type { OutdatedLayer } from './outdated-layers.js';
import { presetOf } from './test/preset-of.js';
import { createResultUpdate, offerUpdates, type UpdateResultsOptions } from './update-results.js';

const NOW = presetOf('Own', 0.5);
const kept = [{ id: 'own', document: encodePreset(NOW) }];

const result = (id: string, made: Preset | null, sourceId: string | null) =>
  resultOf(id, made && { name: made.name, fingerprint: presetFingerprint(made) }, sourceId);

function resultOf(
  id: string,
  preset: RecipePreset | null,
  sourceId: string | null,
): Opening['results'][number] {
  const recipe = {
    pasticheVersion: '0.1.0',
    network: 'vgg19-lite+vgg19',
    styleNames: ['Own'],
    preset,
    source: 'Card',
    stoppedEarly: false,
    parameters: { size: 64, seed: 42, strength: 0.2 },
  } as unknown as Recipe;
  return { id, name: `Result ${id}`, recipe: encodeRecipe(recipe), sourceId };
}

function create() {
  const state = {
    updates: signal<readonly OutdatedLayer[] | null>(null),
    trouble: signal<Said | null>(null),
  };
  /** What is said beside the results, in English. */
  const trouble = () => state.trouble.value && inEnglish(state.trouble.value);
  const offer = async (
    results: Opening['results'],
    presets = kept,
    { readOnly = false, unseen = 0 } = {},
  ) => {
    const opening = { results, readOnly, unseen };
    await offerUpdates(opening, { listPresets: async () => presets }, state);
    return state.updates.value?.map(({ id, preset: { name } }) => [id, name]) ?? trouble();
  };
  return { state, trouble, offer };
}

const THEN = presetOf('Own', 0.2);

describe('the results that are offered', () => {
  it('are those whose preset has changed', async () => {
    const { offer } = create();
    expect(
      await offer([result('1', THEN, 'a'), result('2', NOW, 'b'), result('3', null, 'c')]),
    ).toEqual([['1', 'Own']]);
  });

  it('are also those of a built-in style that was another one then', async () => {
    const [{ id, name }] = BUILT_IN_PRESETS;
    const of = (made: string) => resultOf('1', { name, fingerprint: made }, 'a');
    const then = `built-in:${id}:2:0000000000000000`;
    const { state, offer } = create();
    expect(await offer([of(then)])).toEqual([['1', name]]);
    expect(state.updates.value?.[0]?.preset.id).toBe(`built-in:${id}`);
    expect(await create().offer([of(builtInFingerprint(id))])).toMatch(
      /^Results that are up to date/,
    );
  });

  it('are one for each layer, and none for one that was painted anew since', async () => {
    const { offer } = create();
    const again = [result('1', THEN, 'a'), result('2', presetOf('Own', 0.3), 'a')];
    expect(await offer(again)).toEqual([['2', 'Own']]);
    expect(await create().offer([...again, result('3', NOW, 'a')])).toBe(
      'Results that are up to date with their presets: 3; there is nothing to do.',
    );
  });

  it.each([
    ['nothing', [], 'No layer on this page is a result of Pastiche.'],
    [
      'a preset that is gone',
      [result('1', presetOf('Gone', 0.1), 'a')],
      'Results that are up to date with their presets: 1; there is nothing to do.',
    ],
    [
      'a layer that is gone',
      [result('1', THEN, null)],
      'Results that are out of date, but whose layers are gone: 1.',
    ],
    [
      'a recipe that cannot be read',
      [{ ...result('1', THEN, 'a'), recipe: '{' }],
      'Results that are up to date with their presets: 1; there is nothing to do.',
    ],
  ])('are none of %s, which a sentence says', async (_, results, sentence) => {
    expect(await create().offer(results)).toBe(sentence);
  });

  it('pass over a preset that cannot be read, and are none where nothing can be written', async () => {
    const broken = { id: 'x', document: '{' };
    expect(await create().offer([result('1', THEN, 'a')], [broken, ...kept])).toHaveLength(1);
    expect(await create().offer([result('1', THEN, 'a')], kept, { readOnly: true })).toBe(
      'This file can only be read here, so its results cannot be updated.',
    );
  });
});

describe('a page with more results than are looked at', () => {
  const more =
    'Of 21 results on this page 20 were not looked at; move some to another page and update there, too.';

  it('is said beside those that are offered', async () => {
    const { trouble, offer } = create();
    expect(await offer([result('1', THEN, 'a')], kept, { unseen: 20 })).toEqual([['1', 'Own']]);
    expect(trouble()).toBe(more);
  });

  it('is said where none is offered', async () => {
    expect(await create().offer([result('1', NOW, 'a')], kept, { unseen: 20 })).toBe(
      `Results that are up to date with their presets: 1. ${more}`,
    );
  });
});

describe('painting anew', () => {
  async function begin() {
    const { state, trouble, offer } = create();
    await offer([result('1', THEN, 'a'), result('2', THEN, 'b')]);
    const done: unknown[] = [];
    const options: UpdateResultsOptions = {
      state,
      model: {
        styles: signal([{ item: { id: 'preset:own' } }]) as never,
        removeStyle: (id) => void done.push(['remove', id]),
        chooseStyle: async (id) => void done.push(['choose', id]),
        setParameters: (change) => void done.push(change),
        setSettings: (change) => void done.push(change),
      },
      queue: { paintAll: async (prepare) => prepare?.(0) },
      takeResults: async (ids) => {
        done.push(ids);
        return { isThere: true, skipped: [] };
      },
    };
    return { state, trouble, done, options, update: createResultUpdate(options) };
  }

  it('takes the preset as it is now, and size, seed and network as they were', async () => {
    const { state, done, update } = await begin();
    await update.paint(['2']);
    expect(done).toEqual([
      ['2'],
      ['remove', 'preset:own'],
      ['choose', 'preset:own'],
      expect.objectContaining({ size: 64, seed: 42 }),
      { network: 'auto' },
    ]);
    expect(done[3]).not.toHaveProperty('strength');
    expect(state.updates.value).toBeNull();
  });

  it('ends with a preset that is gone, which a sentence says', async () => {
    const { trouble, done, options } = await begin();
    const styles = signal([]) as never;
    const model = { ...options.model, styles };
    await createResultUpdate({ ...options, model }).paint(['2']);
    expect(trouble()).toBe('The preset “Own” is gone, so nothing more was painted anew.');
    expect(done).toEqual([['2'], ['choose', 'preset:own']]);
  });

  it('happens to nothing that was not chosen', async () => {
    const { state, done, update } = await begin();
    await update.paint([]);
    update.dismiss();
    expect(done).toEqual([]);
    expect(state.updates.value).toBeNull();
  });

  it('passes over layers that are gone, and says which where none is left', async () => {
    const { trouble, done, options } = await begin();
    const gone = '“Card” is gone; select another layer.';
    const queue = { paintAll: async (_: unknown, before: unknown) => void done.push(before) };
    const takeResults = async (ids: readonly string[]) => {
      return { isThere: ids.length > 1, skipped: [gone] };
    };
    const { paint } = createResultUpdate({ ...options, queue, takeResults });
    await paint(['1', '2']);
    expect(done).toEqual([[gone]]);
    options.state.updates.value = (await begin()).state.updates.value;
    await paint(['1']);
    expect(trouble()).toBe(`Layers that were skipped: 1. ${gone}`);
  });

  it('says why a layer could not be read', async () => {
    const { trouble, options } = await begin();
    const takeResults = () => Promise.reject(new Error('“Card” is gone; select another layer.'));
    await createResultUpdate({ ...options, takeResults }).paint(['1']);
    expect(trouble()).toBe('“Card” is gone; select another layer.');
  });
});
