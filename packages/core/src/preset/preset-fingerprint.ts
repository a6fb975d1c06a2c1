import { crc32 } from '../crc32.js';
import type { Preset } from './preset.js';
import { encodePreset } from './preset-file.js';

/**
 * Tells presets apart, and a preset from what it was before: 16 hexadecimal digits, CRC-32 and FNV-1a
 * of the text of {@link encodePreset}. Against accident, not against forgers; Web Crypto is not there
 * on every page that shows presets.
 */
export function presetFingerprint(preset: Preset): string {
  const bytes = new TextEncoder().encode(encodePreset(preset));
  return [crc32(bytes), fnv1a(bytes)].map((sum) => sum.toString(16).padStart(8, '0')).join('');
}

/** http://www.isthe.com/chongo/tech/comp/fnv/, 32 bits. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
