import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reader } from './channel.js';
import { MisreadError } from './misread-error.js';
import {
  anything,
  bytes,
  dictionary,
  flag,
  list,
  literal,
  matching,
  nothing,
  nullable,
  number,
  record,
  tagged,
  text,
  whole,
} from './readers.js';

const picture = record({ name: text({ maxLength: 5 }), bytes });
const weights = tagged('kind', {
  address: record({ kind: literal('address'), url: nullable(text()) }),
  files: record({ kind: literal('files') }),
});
const nested = record({
  styles: list(record({ weight: number({ least: 0, most: 1 }) }), { maxLength: 2 }),
});

const accepted: readonly (readonly [string, Reader<unknown>, unknown])[] = [
  ['anything', anything, Symbol.iterator],
  ['nothing', nothing, undefined],
  ['flag', flag, false],
  ['text', text(), ''],
  ['text at its limit', text({ maxLength: 2 }), 'ab'],
  ['number', number(), -1.5],
  ['number at its least', number({ least: 0 }), 0],
  ['number at its most', number({ most: 1 }), 1],
  ['whole', whole({ least: 1, most: 3 }), 3],
  ['literal', literal('a', 1, null), null],
  ['bytes', bytes, new Uint8Array([1, 2])],
  ["Node's bytes", bytes, Buffer.from('ab')],
  ['nullable', nullable(text()), null],
  ['list', list(text(), { maxLength: 2 }), ['a', 'b']],
  ['record', picture, { name: 'a', bytes: new Uint8Array(1) }],
  ['record without a prototype', record({}), Object.create(null)],
  ['dictionary', dictionary(number(), { maxLength: 2 }), { conv1_1: 1, constructor: 2 }],
  ['tagged', weights, { kind: 'address', url: null }],
  ['nested', nested, { styles: [{ weight: 1 }, { weight: 0.5 }] }],
];

const refused: readonly (readonly [Reader<unknown>, unknown, string])[] = [
  [nothing, 0, 'Expected nothing, but 0 came.'],
  [flag, 1, 'Expected true or false, but 1 came.'],
  [text(), undefined, 'Expected text, but nothing came.'],
  [text({ maxLength: 2 }), 'abc', 'Expected text of at most 2 characters, but "abc" came.'],
  [number(), Number.NaN, 'Expected a number, but NaN came.'],
  [number(), Number.POSITIVE_INFINITY, 'Expected a number, but Infinity came.'],
  [number({ least: 1 }), 0, 'Expected a number of at least 1, but 0 came.'],
  [number({ most: 1 }), 2n, 'Expected a number of at most 1, but 2 came.'],
  [whole({ least: 1, most: 3 }), 1.5, 'Expected a whole number from 1 to 3, but 1.5 came.'],
  [whole({ least: 1, most: 3 }), 4, 'Expected a whole number from 1 to 3, but 4 came.'],
  [literal('a', 1, null), 'b', 'Expected "a" or 1 or null, but "b" came.'],
  [bytes, [1, 2], 'Expected bytes (Uint8Array), but a list of 2 came.'],
  [
    bytes,
    new Uint8ClampedArray(1),
    'Expected bytes (Uint8Array), but an object of kind Uint8ClampedArray came.',
  ],
  [
    bytes,
    { [Symbol.toStringTag]: 'Uint8Array' },
    'Expected bytes (Uint8Array), but an object of kind Uint8Array came.',
  ],
  [nullable(text()), () => {}, 'Expected text, but a function came.'],
  [
    list(text(), { maxLength: 1 }),
    ['a', 'b'],
    'Expected a list of at most 1, but a list of 2 came.',
  ],
  [
    list(text(), { maxLength: 9 }),
    { length: 1 },
    'Expected a list of at most 9, but an object came.',
  ],
  [list(text(), { maxLength: 9 }), new Array(1), 'Expected text at [0], but nothing came.'],
  [picture, null, 'Expected an object, but null came.'],
  [picture, [], 'Expected an object, but a list of 0 came.'],
  [record({}), new Map(), 'Expected an object, but an object of kind Map came.'],
  [picture, { name: 'a' }, 'Expected bytes (Uint8Array) at bytes, but nothing came.'],
  [
    picture,
    { name: 'a', bytes: new Uint8Array(1), size: 3 },
    'Expected no field "size", but 3 came.',
  ],
  [
    picture,
    JSON.parse('{"__proto__": {"name": "a"}}'),
    'Expected no field "__proto__", but an object came.',
  ],
  [record({}), { constructor: 1 }, 'Expected no field "constructor", but 1 came.'],
  [
    record({ a: text() }),
    Object.create({ a: 'inherited' }),
    'Expected text at a, but nothing came.',
  ],
  [
    dictionary(number(), { maxLength: 2 }),
    { a: 1, b: 'x' },
    'Expected a number at b, but "x" came.',
  ],
  [
    dictionary(number(), { maxLength: 1 }),
    { a: 1, b: 2 },
    'Expected an object of at most 1 fields, but one of 2 came.',
  ],
  [
    weights,
    { kind: 'constructor' },
    'Expected "address" or "files" at kind, but "constructor" came.',
  ],
  [weights, { kind: 'files', url: 'x' }, 'Expected no field "url", but "x" came.'],
  [
    nested,
    { styles: [{ weight: 1 }, { weight: 2 }] },
    'Expected a number from 0 to 1 at styles[1].weight, but 2 came.',
  ],
  [nested, { styles: [{ wait: 1 }] }, 'Expected no field "wait" at styles[0], but 1 came.'],
  [
    matching('a date', (value) => value instanceof Date),
    'x'.repeat(50),
    `Expected a date, but "${'x'.repeat(40)}…" came.`,
  ],
];

describe('readers', () => {
  it.each(accepted)('%s returns an equal value', (_, reader, value) => {
    expect(reader(value)).toEqual(value);
  });

  it.each(refused)('case %#: %o is refused in one sentence', (reader, value, sentence) => {
    expect(() => reader(value)).toThrow(MisreadError);
    expect(() => reader(value)).toThrow(expect.objectContaining({ message: sentence }));
  });

  it('nothing also reads the null that a pipe makes of undefined', () => {
    expect(nothing(null)).toBe(undefined);
  });

  it('bytes and records may come from another realm', () => {
    const foreign = runInNewContext('({ name: "a", bytes: new Uint8Array([7]) })');
    expect(picture(foreign).bytes[0]).toBe(7);
  });

  it('a dictionary keeps a field named __proto__ as a field', () => {
    const read = dictionary(number(), { maxLength: 1 })(JSON.parse('{"__proto__": 1}'));
    expect(Object.entries(read)).toEqual([['__proto__', 1]]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it('an error that is none of theirs passes through', () => {
    const reader: Reader<unknown> = () => {
      throw new RangeError('mine');
    };
    expect(() => record({ a: reader })({ a: 1 })).toThrow(RangeError);
  });

  it('refuse anything else with a MisreadError, and never otherwise', () => {
    const readers = [...accepted.map(([, reader]) => reader), nested, weights];
    fc.assert(
      fc.property(fc.constantFrom(...readers), fc.anything(), (reader, value) => {
        try {
          reader(value);
        } catch (error) {
          expect(error).toBeInstanceOf(MisreadError);
        }
      }),
    );
  });
});
