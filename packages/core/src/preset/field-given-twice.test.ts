import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldGivenTwice } from './field-given-twice.js';

describe('a field that is given twice', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,\n"\\u0061" :2}', 'a'],
    ['[{"a":{"b":[{"c":"c"},{"c":1 , "c":2}]}}]', 'c'],
    ['{"a\\\\":1,"a\\\\":2}', 'a\\'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"":0,"":0}', ''],
  ])('is found in %s', (json, name) => {
    expect(fieldGivenTwice(json)).toBe(name);
  });

  it.each([
    '{"a":{"a":{"a":["a","a"]}},"b":"a"}',
    '[{"a":1},{"a":1}]',
    '{"a":"\\"a\\":1,","b":"\\\\"}',
    '"a"',
    '7',
  ])('is not in %s', (json) => {
    expect(fieldGivenTwice(json)).toBeNull();
  });

  it('is in no text that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.nat({ max: 4 }), (json, indent) => {
        expect(fieldGivenTwice(JSON.stringify(JSON.parse(json), null, indent))).toBeNull();
      }),
    );
  });

  it('is looked for in time that grows with the text alone', () => {
    for (const filling of ['[', '{\\"a\\":', '\\\\', '\\"', ' ']) {
      expect(fieldGivenTwice(`{"a":"${filling.repeat(1e6)}"}`)).toBeNull();
    }
    expect(fieldGivenTwice(`[${'"", '.repeat(1e6)}"" ${' '.repeat(1e6)}]`)).toBeNull();
    expect(fieldGivenTwice(`${'{"a":'.repeat(1e6)}1,"a":2${'}'.repeat(1e6)}`)).toBe('a');
  });
});
