import type { GivenParameters } from './schema.js';

/** A picture in a preset, as the bytes of its file. */
export interface PresetPicture {
  readonly mediaType: 'image/webp' | 'image/jpeg' | 'image/png';
  /** At most 300 kB. */
  readonly bytes: Uint8Array;
}

/** A style in a preset. */
export interface PresetStyle {
  /** For people; as {@link Preset.name}. */
  readonly name: string;
  /** Share in the blend before normalisation, 0..1. */
  readonly weight: number;
  readonly picture: PresetPicture;
}

/** A way to paint that can be kept and given away: styles with their pictures, and parameters. */
export interface Preset {
  /** For people: 1 to 120 characters in one line. */
  readonly name: string;
  /** Those that the preset decides; the others stay as they are. */
  readonly parameters: GivenParameters;
  /** 1 to 8. */
  readonly styles: readonly PresetStyle[];
}

/** How much a preset may hold. */
export const PRESET_LIMITS = {
  styles: 8,
  nameCharacters: 120,
  /** Of one picture; 300 kB. */
  pictureBytes: 300_000,
  /** Of the text of a preset file; 4 MB. */
  textCharacters: 4_000_000,
} as const;
