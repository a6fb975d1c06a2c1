import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { inEnglish, sayIn } from '@pastiche/panel/core';
import { expect, it } from 'vitest';
import { parametersInWords } from './parameters-in-words.js';

it('says every parameter in words', () => {
  const facts = parametersInWords(DEFAULT_PARAMETERS, inEnglish);
  expect(facts).toHaveLength(Object.keys(DEFAULT_PARAMETERS).length);
  expect(Object.fromEntries(facts.map(({ label, value }) => [label, value]))).toMatchObject({
    Strength: '50 %',
    'Brush size': '100 %',
    Colours: 'From the style',
    Size: '512 px',
    'Alpha (content)': 'automatic',
    'Content layers': 'conv4_2 × 1',
    Seed: '0',
    'Paint coarse to fine': 'Yes',
  });
});

it('says nothing about what is left open, and numbers as the language has them', () => {
  const say = sayIn({ tag: 'de', dictionary: {} });
  const facts = parametersInWords({ strength: 0.625, iterations: 1500 }, say);
  expect(facts).toEqual([
    { label: 'Strength', value: '62,5 %' },
    { label: 'Iterations', value: '1500' },
  ]);
});
