import { describe, expect, it } from 'vitest';
import { BUILT_IN_PRESETS } from '../preset/built-in.js';
import { builtInFingerprint } from '../preset/built-in-fingerprint.js';
import { presetNow } from './preset-now.js';

const OWN = { name: 'Own', fingerprint: '2:0123456789abcdef' };

describe('presetNow', () => {
  it('finds a preset by its name, and tells whether it paints as it did then', () => {
    const [other, own] = [{ name: 'Other' }, { name: 'Own' }];
    expect(presetNow(OWN, [other, own], () => true)).toEqual({
      kind: 'kept',
      preset: own,
      isAsThen: true,
    });
    expect(presetNow(OWN, [other, own], () => false)).toMatchObject({ isAsThen: false });
    expect(presetNow(OWN, [other], () => false)).toBeNull();
  });

  it('takes of namesakes the one with the fingerprint, else the first', () => {
    const namesakes = [
      { name: 'Own', at: 0 },
      { name: 'Own', at: 1 },
    ];
    expect(presetNow(OWN, namesakes, ({ at }) => at === 1)?.preset).toBe(namesakes[1]);
    expect(presetNow(OWN, namesakes, () => false)?.preset).toBe(namesakes[0]);
  });

  it('takes one of another name only where there is no namesake', () => {
    const [renamed, own] = [{ name: 'Own v1' }, { name: 'Own' }];
    const isRenamed = (preset: { readonly name: string }) => preset === renamed;
    expect(presetNow(OWN, [renamed], isRenamed)).toEqual({
      kind: 'kept',
      preset: renamed,
      isAsThen: true,
    });
    // A copy that was made before the original was changed hides no change.
    expect(presetNow(OWN, [renamed, own], isRenamed)).toEqual({
      kind: 'kept',
      preset: own,
      isAsThen: false,
    });
  });

  it('knows built-in presets by their id, whatever is kept', () => {
    const [builtIn] = BUILT_IN_PRESETS;
    const made = { name: 'Once', fingerprint: builtInFingerprint(builtIn.id) };
    const kept = [{ name: 'Once' }];
    expect(presetNow(made, kept, () => true)).toEqual({
      kind: 'built-in',
      preset: builtIn,
      isAsThen: true,
    });
    const older = { ...made, fingerprint: `built-in:${builtIn.id}:2:0` };
    expect(presetNow(older, kept, () => true)).toMatchObject({ isAsThen: false });
    const gone = { ...made, fingerprint: 'built-in:gone:2:0' };
    expect(presetNow(gone, kept, () => true)).toBeNull();
  });
});
