import { describe, expect, it, vi } from 'vitest';
import { compareBuiltIn, createPresetLookup } from './preset-lookup.js';
import { BUILT_IN, keptAs, madeWith, madeWithBuiltIn } from './test/made-with.js';

type Kept = ReturnType<typeof keptAs>;

const OWN = keptAs('own', 'Own', 0.5);
const COPY = keptAs('copy', 'Copy', 0.5);
const THEN = madeWith('Own', 0.2);
const NOW = madeWith('Own', 0.5);

const lookupOf = (...kept: Kept[]) => createPresetLookup(kept, ({ preset }) => preset);

describe('a lookup of presets', () => {
  it('finds what a preset is now', () => {
    const { now } = lookupOf(COPY, OWN);
    expect(now(NOW)).toEqual({ kind: 'kept', preset: OWN, isAsThen: true });
    expect(now(THEN)).toEqual({ kind: 'kept', preset: OWN, isAsThen: false });
    expect(now(madeWith('Renamed', 0.5))).toMatchObject({ preset: COPY, isAsThen: true });
    expect(now(madeWith('Gone', 0.9))).toBeNull();
    expect(now(madeWithBuiltIn('once'))).toMatchObject({ kind: 'built-in', isAsThen: false });
  });

  it('reads each preset once, and only those that it has to compare', () => {
    const read = vi.fn(({ preset }: Kept) => preset);
    const { now, compare } = createPresetLookup([COPY, OWN], read);
    for (let times = 0; times < 3; times++) {
      now(THEN);
      now(NOW);
      compare(THEN, OWN);
    }
    expect(read.mock.calls).toEqual([[OWN]]);
  });

  it('tells a preset that paints as then from one that has changed, and from another', () => {
    const { compare } = lookupOf(OWN, COPY);
    expect(compare(NOW, OWN)).toBe('same');
    expect(compare(THEN, OWN)).toBe('changed');
    expect(compare(madeWith('Gone', 0.9), OWN)).toBe('other');
    expect(compare(madeWithBuiltIn('now'), OWN)).toBe('other');
  });

  it('does not take a copy for the preset, unless that one is gone', () => {
    expect(lookupOf(OWN, COPY).compare(NOW, COPY)).toBe('other');
    expect(lookupOf(COPY).compare(NOW, COPY)).toBe('same');
  });

  it('takes of namesakes those that paint as then, and all where none does', () => {
    const namesake = keptAs('namesake', 'Own', 0.2);
    const { compare } = lookupOf(OWN, namesake);
    expect([OWN, namesake].map((preset) => compare(THEN, preset))).toEqual(['other', 'same']);
    const older = madeWith('Own', 0.1);
    expect([OWN, namesake].map((preset) => compare(older, preset))).toEqual(['changed', 'changed']);
  });
});

it.each([
  ['as it is now', madeWithBuiltIn('now'), 'same'],
  ['as an earlier Pastiche had it', madeWithBuiltIn('once'), 'changed'],
  ['another one of its name', madeWith(BUILT_IN.name, 0.5), 'other'],
  ['another built-in one', { name: 'x', fingerprint: 'built-in:x:2:0' }, 'other'],
])('a built-in preset is compared with %s', (_, made, expected) => {
  expect(compareBuiltIn(made, BUILT_IN)).toBe(expected);
});
