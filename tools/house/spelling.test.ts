import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { AMERICAN_NAME, filesWith, ISE } from './spelling.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The parameter's spelling in version 1 of files, which stays readable for ever. */
const OLDER_SPELLING = [
  'packages/cli/src/plan/stylize-options.ts',
  'packages/core/data/preset.schema.json',
  'packages/core/src/parameters/field-names.test.ts',
  'packages/core/src/parameters/field-names.ts',
  'packages/core/test/presets/v1/blend.pastiche.json',
  'packages/core/test/presets/v1/expected.json',
  'packages/core/test/presets/v1/recipe.json',
  'packages/vscode-extension/schemas/preset.schema.json',
];

it('words are spelt with -ize everywhere, but where files and options of earlier releases are read', () => {
  // The inputs of fuzzing are no words of ours.
  expect(filesWith(ISE, ROOT, [':!tools/fuzz/corpus'])).toEqual(OLDER_SPELLING);
});

it('names of our own are spelt colour, grey, centre, behaviour and neighbour', () => {
  const sources = ['*.ts', '*.tsx', '*.mjs', '*.py'];
  // What stands in for Figma has the names of Figma's API.
  const figma = 'packages/test-fixtures/src/figma';
  expect(filesWith(AMERICAN_NAME, ROOT, [...sources, `:!${figma}`])).toEqual([]);
  expect(filesWith(AMERICAN_NAME, ROOT, [figma])).not.toEqual([]);
});
