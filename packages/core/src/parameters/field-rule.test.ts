import { describe, expect, it } from 'vitest';
import { inEnglish } from '../base/sentence.js';
import {
  checkField,
  type FieldRule,
  FLAG,
  numberFrom,
  oneOf,
  orNull,
  valueInWords,
  WEIGHT,
  wholeNumberFrom,
} from './field-rule.js';

describe('field rules', () => {
  it.each<[string, FieldRule<unknown>, unknown[], unknown[]]>([
    ['numberFrom', numberFrom(0, 1), [0, 0.5, 1], [-0.1, 1.1, Number.NaN, '1', null, true]],
    ['wholeNumberFrom', wholeNumberFrom(1, 3), [1, 2, 3], [0, 4, 1.5, '2', 2n]],
    ['WEIGHT', WEIGHT, [0, 1e9], [-1, Number.POSITIVE_INFINITY, '0']],
    ['FLAG', FLAG, [true, false], [0, 1, 'true', null]],
    ['oneOf', oneOf('a', 'b'), ['a', 'b'], ['c', 'A', '', ['a'], new String('a')]],
    ['orNull', orNull(FLAG), [true, null], [undefined, 0]],
  ])('%s accepts its own and nothing else', (_, rule, good, bad) => {
    for (const value of good) expect(rule.accepts(value)).toBe(true);
    for (const value of bad) expect(rule.accepts(value)).toBe(false);
  });
});

describe('checkField', () => {
  it('gives the value, and 0 for −0', () => {
    expect(checkField(WEIGHT, 3, 'beta')).toBe(3);
    expect(Object.is(checkField(WEIGHT, -0, 'beta'), 0)).toBe(true);
  });

  it('says where, what was expected and what came', () => {
    expect(() => checkField(orNull(WEIGHT), 'x', 'a.b')).toThrow(
      expect.objectContaining({
        code: 'invalid-parameter',
        message: 'a.b must be a number of at least 0, or null, but "x" came.',
      }),
    );
  });
});

describe('valueInWords', () => {
  it.each([
    ['a "b"', '"a \\"b\\""'],
    ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
    [[1], 'an array'],
    [{ a: 1 }, 'an object'],
    [Object.create(null), 'an object'],
    [() => 1, 'a function'],
    [undefined, 'undefined'],
    [12n, '12'],
    [Symbol('s'), 'Symbol(s)'],
  ])('case %#', (value, words) => {
    expect(inEnglish(valueInWords(value))).toBe(words);
  });
});
