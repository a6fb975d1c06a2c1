import { describe, expect, it } from 'vitest';
import { StyleTransferError } from './errors.js';
import { figure, inEnglish, saidBy, sayIn, sentence } from './sentence.js';

const say = sayIn({
  tag: 'de-DE',
  dictionary: {
    'The {0} is {1} px wide; {2}.': '{1} px breit ist das {0}; {2}.',
    'style picture': 'Stilbild',
    'take another': 'nehmen Sie ein anderes',
    'as it is': 'wie es ist',
  },
});

describe('a sentence', () => {
  const said = sentence`The ${sentence`style picture`} is ${0} px wide; ${sentence`take another`}.`;

  it('is its pattern with what stands in its places', () => {
    expect(said.pattern).toBe('The {0} is {1} px wide; {2}.');
    expect(inEnglish(said)).toBe('The style picture is 0 px wide; take another.');
  });

  it('is translated with all that is in it, in the order of the language', () => {
    expect(say(said)).toBe('0 px breit ist das Stilbild; nehmen Sie ein anderes.');
  });

  it('is English where the dictionary lacks it, whatever objects have by nature', () => {
    expect(say(sentence`constructor`)).toBe('constructor');
    expect(say('as it is')).toBe('as it is');
  });

  it('takes no place from a value, and writes odd values as a template literal does', () => {
    expect(inEnglish(sentence`${'{1}'} and ${'{0}'}`)).toBe('{1} and {0}');
    const odd = [undefined, null, Number.NaN, [1, 2]] as unknown as string[];
    expect(inEnglish(sentence`${odd[0]}, ${odd[1]}, ${odd[2]}, ${odd[3]}`)).toBe(
      'undefined, null, NaN, 1,2',
    );
    const bad = { toString: 1 } as unknown as string;
    expect(inEnglish(sentence`${bad}`)).toBe('[object Object]');
  });

  it('has numbers as code writes them, and figures as the language does', () => {
    const numbers = sentence`${0.5}, ${figure(0.5, { minimumFractionDigits: 2 })}, ${figure(12_345.6789)}`;
    expect(inEnglish(numbers)).toBe('0.5, 0.50, 12,345.679');
    expect(say(numbers)).toBe('0.5, 0,50, 12.345,679');
  });

  it('has no control characters of a name, such as those that steer a terminal', () => {
    const name = '\u001b[2Jgone\u009b1m\r\n\u202egnp.a\u0000 ä 🌊 م\u200f';
    expect(inEnglish(sentence`${name} and ${sentence`${name}`}.`)).toBe(
      '�[2Jgone�1m���gnp.a� ä 🌊 م\u200f and �[2Jgone�1m���gnp.a� ä 🌊 م\u200f.',
    );
    // What is ours is as it is.
    expect(inEnglish({ pattern: '{0}\n{1}', values: ['a', 'b'] })).toBe('a\nb');
  });

  it('survives structured cloning', () => {
    expect(structuredClone(said)).toEqual(said);
  });
});

it('an error says its sentence, or its message', () => {
  const said = sentence`The picture is ${3} px wide.`;
  const error = new StyleTransferError('invalid-image', said);
  expect(error.message).toBe('The picture is 3 px wide.');
  expect(saidBy(error)).toBe(said);
  expect(saidBy(new StyleTransferError('invalid-image', 'Plain.'))).toBe('Plain.');
  expect(saidBy(new Error('Plain.'))).toBe('Plain.');
  expect(saidBy('Plain.')).toBe('Plain.');
});
