import { DEFAULT_PARAMETERS, StyleTransferError, sayIn, sentence } from '@pastiche/core';
import { expect, test } from 'vitest';
import { problemOf } from './problem.js';
import { labelOf } from './run/shown.js';
import { styleName } from './styles/style-name.js';

const say = sayIn({
  tag: 'de-DE',
  dictionary: {
    '{0} px are too many; {1}.': '{0} px sind zu viele; {1}.',
    'take {0} or less': 'nehmen Sie höchstens {0}',
    '{0} in the style of {1}': '{0} im Stil von {1}',
    '{0} and {1}': '{0} und {1}',
    'Oil whirls': 'Ölwirbel',
    none: 'nichts',
  },
});

test('a problem is told in the language of the person, its report is English', () => {
  const said = sentence`${9} px are too many; ${sentence`take ${4} or less`}.`;
  const error = new StyleTransferError('invalid-image', said);
  const circumstances = { facts: null, parameters: DEFAULT_PARAMETERS, network: 'auto' } as const;
  const { message, details } = problemOf(error, circumstances, null, say);
  expect(message).toBe('9 px sind zu viele; nehmen Sie höchstens 4.');
  expect(details).toContain('invalid-image: 9 px are too many; take 4 or less.');
  expect(details).not.toContain('sind');
});

test('built-in styles are called by words, all others by their names', () => {
  const builtIn = { name: 'Oil whirls', kind: 'built-in' } as const;
  const preset = { name: 'Oil whirls', kind: 'preset' } as const;
  const picture = { name: 'none', kind: 'picture' } as const;
  expect(styleName(builtIn, say)).toBe('Ölwirbel');
  expect(styleName(preset, say)).toBe('Oil whirls');
  expect(styleName(picture, say)).toBe('none');
  expect(labelOf('harbour', [builtIn, preset, picture], say)).toBe(
    'harbour im Stil von Ölwirbel, Oil whirls und none',
  );
});
