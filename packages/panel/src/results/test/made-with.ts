import {
  BUILT_IN_PRESETS,
  builtInFingerprint,
  type Preset,
  presetFingerprint,
  type RecipePreset,
} from '@pastiche/core/presets';

const PNG = Uint8Array.from('\x89PNG\r\n\x1a\n', (letter) => letter.charCodeAt(0));

export const BUILT_IN = BUILT_IN_PRESETS[0];

/** A kept preset; others of the name differ by their strength. */
export function keptAs(id: string, name: string, strength: number) {
  const styles = [{ name: 'Waves', weight: 1, picture: { mediaType: 'image/png', bytes: PNG } }];
  return { id, name, preset: { name, parameters: { strength }, styles } as Preset };
}

/** What a result remembers of a preset. */
export function madeWith(name: string, strength: number): RecipePreset {
  return { name, fingerprint: presetFingerprint(keptAs('', name, strength).preset) };
}

/** What a result remembers of a built-in preset, as it is now or as it was once. */
export function madeWithBuiltIn(when: 'now' | 'once'): RecipePreset {
  const { id, name } = BUILT_IN;
  const fingerprint = when === 'now' ? builtInFingerprint(id) : `built-in:${id}:2:0000000000000000`;
  return { name, fingerprint };
}
