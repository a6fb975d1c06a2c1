import type { RecipePreset } from '@pastiche/core/presets';
import { describe, expect, it, vi } from 'vitest';
import { outdatedResults } from './outdated-results.js';
import { createPresetLookup } from './preset-lookup.js';
import { BUILT_IN, keptAs, madeWith, madeWithBuiltIn } from './test/made-with.js';

type Kept = ReturnType<typeof keptAs>;

const OWN = keptAs('own', 'Own', 0.5);
const THEN = madeWith('Own', 0.2);
const NOW = madeWith('Own', 0.5);

const result = (id: string, preset: RecipePreset | null, source: string | null = 'a') => {
  return { id, recipe: { preset }, source };
};

async function outdatedOf(results: readonly ReturnType<typeof result>[], kept: readonly Kept[]) {
  const sourceOf = vi.fn(async ({ source }: ReturnType<typeof result>) => source);
  const lookup = createPresetLookup(kept, ({ preset }) => preset);
  const { outdated, withoutSource } = await outdatedResults(results, lookup, sourceOf);
  const told = outdated.map((one) => [one.result.id, one.preset.preset.id, one.source]);
  return { told, withoutSource, sourceOf };
}

describe('results that are out of date', () => {
  it('are those whose preset has changed, each with its preset and its source', async () => {
    const results = [result('1', THEN, 'a'), result('2', NOW, 'b'), result('3', null, 'c')];
    const { told, withoutSource } = await outdatedOf(results, [OWN]);
    expect(told).toEqual([['1', 'own', 'a']]);
    expect(withoutSource).toBe(0);
  });

  it('are those of a built-in preset that was another one then', async () => {
    const results = [
      result('1', madeWithBuiltIn('once'), 'a'),
      result('2', madeWithBuiltIn('now'), 'b'),
    ];
    expect((await outdatedOf(results, [])).told).toEqual([['1', BUILT_IN.id, 'a']]);
  });

  it('are none of a preset that was renamed, or is gone', async () => {
    const renamed = keptAs('own', 'Mine', 0.2);
    expect((await outdatedOf([result('1', THEN)], [renamed])).told).toEqual([]);
    expect((await outdatedOf([result('1', madeWith('Gone', 0.1))], [OWN])).told).toEqual([]);
  });

  it('are of one source and preset only the last', async () => {
    const results = [result('1', THEN), result('2', madeWith('Own', 0.3)), result('3', THEN, 'b')];
    expect((await outdatedOf(results, [OWN])).told).toEqual([
      ['2', 'own', 'a'],
      ['3', 'own', 'b'],
    ]);
  });

  it.each([
    ['after', [result('1', THEN), result('2', NOW)]],
    ['before', [result('2', NOW), result('1', THEN)]],
  ])('are none of a source with an up-to-date result %s them', async (_, results) => {
    expect((await outdatedOf(results, [OWN])).told).toEqual([]);
  });

  it('are still those of one preset where another painted the source up to date', async () => {
    const other = keptAs('other', 'Other', 0.7);
    const results = [result('1', THEN), result('2', madeWith('Other', 0.7))];
    expect((await outdatedOf(results, [OWN, other])).told).toEqual([['1', 'own', 'a']]);
  });

  it('are also those of a preset whose name a built-in one has, too', async () => {
    const namesake = keptAs('own', BUILT_IN.name, 0.5);
    const results = [
      result('own', madeWith(BUILT_IN.name, 0.2)),
      result('built-in', madeWithBuiltIn('now')),
    ];
    expect((await outdatedOf(results, [namesake])).told).toEqual([['own', 'own', 'a']]);
  });

  it('are offered although a copy of the changed preset looks as it did', async () => {
    const copy = keptAs('copy', 'Copy', 0.2);
    expect((await outdatedOf([result('1', THEN)], [copy, OWN])).told).toEqual([['1', 'own', 'a']]);
    expect((await outdatedOf([result('1', THEN)], [copy])).told).toEqual([]);
  });

  it('are counted where what they were made of is gone, and up-to-date ones are not', async () => {
    const results = [result('1', THEN, null), result('2', THEN, null), result('3', NOW, null)];
    expect(await outdatedOf(results, [OWN])).toMatchObject({ told: [], withoutSource: 2 });
  });
});

it('no source is looked for of results that no preset could have made', async () => {
  const results = [result('1', null), result('2', madeWith('Gone', 0.1)), result('3', THEN)];
  const { sourceOf } = await outdatedOf(results, [OWN]);
  expect(sourceOf.mock.calls.map(([{ id }]) => id)).toEqual(['3']);
});
