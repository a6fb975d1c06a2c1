import { figure, inEnglish, type Sentence, sentence } from '@pastiche/core/sentence';
import { describe, expect, it } from 'vitest';
import { ChannelError } from './channel-error.js';
import { readSaid } from './read-said.js';
import { fromWireError, readWireError, toWireError } from './wire-error.js';

const nested = (depth: number): Sentence =>
  depth === 0 ? sentence`deep` : sentence`in ${nested(depth - 1)}`;

describe('what is said', () => {
  it('is read as it was written', () => {
    const said = sentence`${sentence`The engine failed.`} ${3} of ${'a.png'}, ${figure(0.5, { minimumFractionDigits: 2 })} MB.`;
    expect(readSaid(structuredClone(said))).toEqual(said);
    expect(readSaid('As it is.')).toBe('As it is.');
  });

  it.each([
    [null],
    [3],
    [{ pattern: 3, values: [] }],
    [{ pattern: 'a', values: [{}] }],
    [{ pattern: 'a', values: [], more: 1 }],
    [{ pattern: 'a', values: Array(33).fill('b') }],
    [nested(7)],
    [{ pattern: 'a', values: [{ figure: 1, digits: { maximumFractionDigits: 999 } }] }],
    [{ pattern: 'a', values: [{ figure: '1', digits: {} }] }],
  ])('is refused in any other form: case %#', (value) => {
    expect(() => readSaid(value)).toThrow(/^Expected .+, but .+ came\.$/);
  });

  it('may be a sentence in a sentence', () => {
    expect(inEnglish(readSaid(nested(6)))).toBe('in in in in in in deep');
    const full = { pattern: 'a', values: Array(32).fill('b') };
    expect(readSaid(full)).toEqual(full);
  });
});

describe('an error', () => {
  const cross = (thrown: unknown) =>
    fromWireError(readWireError(structuredClone(toWireError(thrown))));

  it('keeps its sentence on the way', () => {
    const said = sentence`${'paint'} got no answer.`;
    const { message, said: came } = cross(new ChannelError('timed-out', said));
    expect({ message, came }).toEqual({ message: 'paint got no answer.', came: said });
  });

  it('may say another thing to people than to developers', () => {
    const said = sentence`Update Pastiche.`;
    const { message, said: came } = cross(new ChannelError('bad-message', 'Field x.', { said }));
    expect({ message, came }).toEqual({ message: 'Field x.', came: said });
  });

  it.each([['Plain.'], [nested(9)], [{ pattern: 1 }]])(
    'says its message where its sentence is none: case %#',
    (said) => {
      expect(cross(Object.assign(new Error('Plain.'), { said })).said).toBe('Plain.');
    },
  );
});
