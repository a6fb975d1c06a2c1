import { expect, it } from 'vitest';
import { regionStyles, sourceOfStyle, styleNameIn } from './region-styles.js';
import type { StyleSource } from './style-source.js';

const read = async () => new Uint8Array();
const sourceOf = (id: string, ...weights: readonly (readonly [string, number])[]): StyleSource => ({
  item: { id, kind: 'preset', name: id.toUpperCase(), description: '', thumbnail: null },
  look: null,
  pictures: weights.map(([name, weight]) => ({ name, weight, read })),
});
const coast = sourceOf('coast', ['Sky', 0.75], ['House', 0.25], ['Sky', 0], ['Rain', 0]);
const waves = sourceOf('waves', ['waves.png', 1]);

it('are the styles of the blend', () => {
  const weighted = [coast, waves].map((source) => ({ source, weight: 0.5 }));
  expect(regionStyles(weighted)).toEqual([
    { id: 'coast', name: 'COAST', kind: 'preset', inRecipe: 'COAST' },
    { id: 'waves', name: 'WAVES', kind: 'preset', inRecipe: 'waves.png' },
  ]);
  expect(regionStyles([{ source: waves, weight: 1 }]).map(({ name }) => name)).toEqual(['WAVES']);
  expect(regionStyles([])).toEqual([]);
});

it('are those that a preset alone is made of, each name once', () => {
  expect(regionStyles([{ source: coast, weight: 1 }])).toEqual([
    { id: 'coast#Sky', name: 'Sky', kind: 'preset', inRecipe: 'Sky' },
    { id: 'coast#House', name: 'House', kind: 'preset', inRecipe: 'House' },
    { id: 'coast#Rain', name: 'Rain', kind: 'preset', inRecipe: 'Rain' },
  ]);
});

it('have their names and their pictures', () => {
  expect(styleNameIn(waves, 'waves')).toBe('waves.png');
  expect(['coast', 'coast#House', 'waves'].map((id) => styleNameIn(coast, id))).toEqual([
    'COAST',
    'House',
    null,
  ]);
  const weightsOf = (id: string) => sourceOfStyle(coast, id).pictures.map(({ weight }) => weight);
  expect(weightsOf('coast')).toEqual([0.75, 0.25, 0, 0]);
  expect(weightsOf('coast#House')).toEqual([0, 0.25, 0, 0]);
  // Without a share in what is around its part, it has its part all the same.
  expect(weightsOf('coast#Rain')).toEqual([0, 0, 0, 1]);
});
