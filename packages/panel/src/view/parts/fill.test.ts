import { describe, expect, it } from 'vitest';
import { fill } from './fill.js';

describe('fill', () => {
  it('puts values into their places, as often as they stand there', () => {
    expect(fill('{index} of {of}', { index: 2, of: 5 })).toBe('2 of 5');
    expect(fill('{a} and {a}', { a: 'x' })).toBe('x and x');
  });

  it('leaves places without a value, and never reads what a value says as a place', () => {
    expect(fill('{name} is here', {})).toBe('{name} is here');
    expect(fill('{a}{b}', { a: '{b}', b: '$&' })).toBe('{b}$&');
  });
});
