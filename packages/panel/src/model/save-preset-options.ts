import type { Preset } from '@pastiche/core/presets';

/** Who made a preset, how it may be used, and where its style comes from; blank: nothing is said. */
export type PresetCredits = Pick<Preset, 'author' | 'licence' | 'source'>;

export interface SavePresetOptions {
  readonly withPictures?: boolean;
  /**
   * Without pictures: whether statistics for VGG19, which are ten times as large, are taken too where it is
   * here; left out: if VGG19 is chosen.
   */
  readonly withVgg19?: boolean;
  /** What is blank stays as the one preset says that the blend is made of. */
  readonly credits?: PresetCredits;
}
