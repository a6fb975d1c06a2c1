/** A style and its blend weight. */
export interface StylePlan {
  /** A picture, statistics, or the preset that it is in. */
  readonly file: string;
  readonly weight: number;
  /** Where it is in the styles of the preset. */
  readonly inPreset?: number;
  /** For people, where the file's name does not say it. */
  readonly name?: string;
  /** The file of a mask over the picture. */
  readonly mask?: string;
}
