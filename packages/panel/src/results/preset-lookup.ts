import {
  type BuiltInPreset,
  builtInFingerprint,
  builtInIdOf,
  isFingerprintOf,
  type Preset,
  type PresetNow,
  presetNow,
  type RecipePreset,
} from '@pastiche/core/presets';

/** What a preset that is there now has to do with the one that a result remembers; `same`: it paints as that did. */
export type PresetRelation = 'same' | 'changed' | 'other';

/** The presets that a host keeps, by what results remember of them. */
export interface PresetLookup<Kept> {
  /** @returns `null`: it is no longer there, neither by its name nor as it was */
  now(made: RecipePreset): PresetNow<Kept> | null;
  /** @param preset one of those that are kept */
  compare(made: RecipePreset, preset: Kept): PresetRelation;
}

/**
 * A preset is read once, when it is first compared, and compared once with each fingerprint, however many
 * results have it.
 *
 * @param kept with ids of their own
 * @param read what is in a preset; what it throws, the lookup's functions throw
 */
export function createPresetLookup<Kept extends { readonly id: string; readonly name: string }>(
  kept: readonly Kept[],
  read: (preset: Kept) => Preset,
): PresetLookup<Kept> {
  const answers = new Map<string, boolean>();
  const contents = new Map<string, Preset>();
  const isAsThen = ({ fingerprint }: RecipePreset, preset: Kept) => {
    const question = `${fingerprint} ${preset.id}`;
    const known = answers.get(question);
    if (known !== undefined) return known;
    const content = contents.get(preset.id) ?? read(preset);
    contents.set(preset.id, content);
    const answer = isFingerprintOf(fingerprint, content);
    answers.set(question, answer);
    return answer;
  };
  return {
    now: (made) => presetNow(made, kept, (preset) => isAsThen(made, preset)),
    compare: (made, preset) => {
      if (builtInIdOf(made.fingerprint) !== null) return 'other';
      // As `presetNow` has it: its name, and its look where none has its name.
      const namesakes = kept.filter(({ name }) => name === made.name);
      if (namesakes.length > 0 && !namesakes.includes(preset)) return 'other';
      if (isAsThen(made, preset)) return 'same';
      const isGone = namesakes.every((namesake) => !isAsThen(made, namesake));
      return namesakes.length > 0 && isGone ? 'changed' : 'other';
    },
  };
}

/** As `PresetLookup.compare`, for a built-in preset: a newer Pastiche may have changed it. */
export function compareBuiltIn(
  { fingerprint }: RecipePreset,
  { id }: Pick<BuiltInPreset, 'id'>,
): PresetRelation {
  if (builtInIdOf(fingerprint) !== id) return 'other';
  return fingerprint === builtInFingerprint(id) ? 'same' : 'changed';
}
