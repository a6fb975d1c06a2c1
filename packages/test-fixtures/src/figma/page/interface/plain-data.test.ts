import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whatIsNotPlain } from './plain-data.js';

describe('whatIsNotPlain', () => {
  it('lets any JSON, dates, bytes and undefined pass', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => whatIsNotPlain(value) === null));
    const rich = {
      date: new Date(0),
      list: [new Uint8Array(3), undefined],
      bare: Object.create(null),
    };
    expect(whatIsNotPlain(rich)).toBeNull();
  });

  it.each([
    [new ArrayBuffer(1), 'ArrayBuffer at message'],
    [{ a: [new Float32Array(1)] }, 'Float32Array at message.a[0]'],
    [{ a: new Blob([]) }, 'Blob at message.a'],
    [new Map(), 'Map at message'],
    [new Error('x'), 'Error at message'],
    [() => 1, 'function at message'],
    [10n, 'bigint at message'],
    [Symbol('x'), 'symbol at message'],
    [new (class Point {})(), 'Object at message'],
  ])('finds %s', (value, found) => {
    expect(whatIsNotPlain(value)).toBe(found);
  });

  it('finds cycles', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(whatIsNotPlain(cycle)).toMatch(/^cyclic object at message\.self/);
  });
});
