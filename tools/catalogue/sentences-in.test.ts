import { expect, it } from 'vitest';
import { sentencesIn } from './sentences-in.js';

/** A place begins with §, so that these texts are no templates that somebody forgot to tag. */
const source = (...lines: string[]) => lines.join('\n').replaceAll('§', '$');

it('finds sentences with what stands in their places, also inside those of others', () => {
  const found = sentencesIn(
    source(
      '// sentence`A comment.`',
      "throw new E('x', sentence`The §{what} has §{list.map((a) => `{§{a}}`).join('}')} px; §{",
      '  known ?? sentence`none`',
      '}.`);',
      '/** sentence`An example.` */',
    ),
  );
  expect(found.map(({ pattern }) => pattern)).toEqual(['The {0} has {1} px; {2}.', 'none']);
  expect(found[0].values.map((value) => value.trim())).toEqual([
    'what',
    source("list.map((a) => `{§{a}}`).join('}')"),
    'known ?? sentence`none`',
  ]);
});

it('takes away what only the template needs', () => {
  expect(sentencesIn('sentence`A \\`quoted\\` word`')[0].pattern).toBe('A `quoted` word');
});

it('says where a sentence does not end', () => {
  expect(() => sentencesIn('sentence`Never')).toThrow('A sentence does not end: Never');
});
