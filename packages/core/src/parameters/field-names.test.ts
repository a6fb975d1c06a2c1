import { expect, test } from 'vitest';
import { withFileNames, withTodaysNames } from './field-names.js';
import { parseParameters } from './parse-parameters.js';

test('files of version 1 hold the spelling of the first releases', () => {
  expect(withFileNames({ seed: 1, normalization: 'gatys' })).toEqual({
    seed: 1,
    normalisation: 'gatys',
  });
});

test('both spellings are read', () => {
  expect(withTodaysNames({ normalisation: 'gatys', seed: 1 })).toEqual({
    normalization: 'gatys',
    seed: 1,
  });
  expect(parseParameters({ normalisation: 'gatys' }).normalization).toBe('gatys');
  expect(parseParameters({ normalization: 'gatys' }).normalization).toBe('gatys');
});

test('both spellings at once are refused', () => {
  const both = { normalization: 'gatys', normalisation: 'udacity' };
  expect(() => parseParameters(both)).toThrow(
    'There is no parameter "normalisation"; did you mean normalization?',
  );
});
