import { crc32 } from '../base/crc32.js';
import { fnv1a } from '../base/fnv1a.js';
import type { Preset } from './preset.js';
import { presetText } from './preset-file.js';

/** How fingerprints of the present form begin. The first form had no such mark, and was of the whole text. */
const FORM = '2:';

/** Of presets that were asked about: many results are compared with each, and a fingerprint takes milliseconds. */
const known = new WeakMap<Preset, string>();

/**
 * Tells looks apart, and a preset from what it was before: a mark of the form and 16 hexadecimal digits,
 * CRC-32 and FNV-1a of the parameters and the styles in the words of `encodePreset`. Names and credits
 * do not count: who renames a preset paints as before. Against accident, not against forgers; Web Crypto is
 * not there on every page that shows presets.
 */
export function presetFingerprint({
  parameters,
  styles,
}: Pick<Preset, 'parameters' | 'styles'>): string {
  const nameless = styles.map((style) => ({ ...style, name: '-' }));
  return FORM + digitsOf(presetText({ name: '-', parameters, styles: nameless }));
}

/** Whether a fingerprint, of this form or the first, says that a preset paints as it did then. */
export function isFingerprintOf(fingerprint: string, preset: Preset): boolean {
  if (!fingerprint.startsWith(FORM)) return fingerprint === digitsOf(presetText(preset));
  const own = known.get(preset) ?? presetFingerprint(preset);
  known.set(preset, own);
  return fingerprint === own;
}

function digitsOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return [crc32(bytes), fnv1a(bytes)].map((sum) => sum.toString(16).padStart(8, '0')).join('');
}
