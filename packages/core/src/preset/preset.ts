import type { GivenParameters } from '../parameters/schema.js';
import type { Pooling } from '../vgg19/network/layers.js';

/** A picture in a preset, as the bytes of its file. */
export interface PresetPicture {
  readonly mediaType: 'image/webp' | 'image/jpeg' | 'image/png';
  /** At most 300 kB. */
  readonly bytes: Uint8Array;
}

/** What a style is to one network, so that it can be given away without its picture. */
export interface PresetStatistics {
  /** `NetworkWeights.id` and pooling that they hold for. */
  readonly network: string;
  readonly pooling: Pooling;
  /** What `encodeStyleStatistics` writes; at most 8 MB. */
  readonly bytes: Uint8Array;
}

interface NamedStyle {
  /** For people; as {@link Preset.name}. */
  readonly name: string;
  /** Share in the blend before normalization, 0..1. */
  readonly weight: number;
}

/** A style as its picture. */
export interface PresetPictureStyle extends NamedStyle {
  readonly picture: PresetPicture;
  readonly statistics?: never;
}

/** A style without its picture: its statistics for one network or more, none twice. */
export interface PresetStatisticsStyle extends NamedStyle {
  readonly picture?: never;
  readonly statistics: readonly PresetStatistics[];
}

export type PresetStyle = PresetPictureStyle | PresetStatisticsStyle;

/** A way to paint that can be kept and given away: styles, and parameters. */
export interface Preset {
  /** For people: 1 to 120 characters in one line. */
  readonly name: string;
  /** Who made it; as `name`. */
  readonly author?: string;
  /** How it may be used; as `name`. */
  readonly licence?: string;
  /** Where the style comes from, in words or as an https address: 1 to 500 characters in one line. */
  readonly source?: string;
  /** Those that the preset decides; the others stay as they are. */
  readonly parameters: GivenParameters;
  /** 1 to 8. */
  readonly styles: readonly PresetStyle[];
}
