import { encodePreset } from '@pastiche/panel/core';

/** The text of a small preset. */
export function presetDocument(name: string, strength = 0.5): string {
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
  const picture = { mediaType: 'image/png', bytes } as const;
  return encodePreset({
    name,
    parameters: { strength },
    styles: [{ name: 'Waves', weight: 1, picture }],
  });
}
