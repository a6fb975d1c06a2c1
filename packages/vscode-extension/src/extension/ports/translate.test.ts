import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import { expect, it } from 'vitest';
import { ExtensionError, sentenceOf, toldBy } from './extension-error.js';
import { inWords, type Translate } from './translate.js';

const GERMAN: Readonly<Record<string, string>> = {
  '{0} has no {1}; {2}': '{2}; {0} hat kein {1}',
  'choose another': 'wählen Sie ein anderes',
  'It is gone.': 'Es ist weg.',
};

/** As `vscode.l10n.t`. */
const t: Translate = (message, ...values) =>
  (GERMAN[message] ?? message).replace(/\{(\d)\}/g, (_, place) => String(values[place]));

const said = sentence`${'{1}.png'} has no ${3}; ${sentence`choose another`}`;

it('puts a sentence and those in it into the language of the editor', () => {
  expect(inWords(said, t)).toBe('wählen Sie ein anderes; {1}.png hat kein 3');
  expect(inWords('It is gone.', t)).toBe('It is gone.');
});

it('tells people of an error in their language, and the log in English', () => {
  const error = new ChannelError('failed', said);
  expect(toldBy(error, t)).toBe('wählen Sie ein anderes; {1}.png hat kein 3');
  expect(sentenceOf(error)).toBe('{1}.png has no 3; choose another');
  expect(toldBy(new ExtensionError('failed', t('It is gone.')), t)).toBe('Es ist weg.');
  expect(toldBy(new Error('Plain.'), t)).toBe('Plain.');
  expect(toldBy(new Error(''), t)).toBe('Error');
});
