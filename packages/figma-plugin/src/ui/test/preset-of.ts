import type { Preset } from '@pastiche/panel/core';

const PNG = Uint8Array.from('\x89PNG\r\n\x1a\n', (letter) => letter.charCodeAt(0));

/** A preset of a name; others of the name differ by their strength. */
export function presetOf(name: string, strength: number): Preset {
  return {
    name,
    parameters: { strength },
    styles: [{ name, weight: 1, picture: { mediaType: 'image/png', bytes: PNG } }],
  };
}
