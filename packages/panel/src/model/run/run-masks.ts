/** A part of the content that is painted in one style of the blend. */
export interface RunRegion {
  /** Id of the style on the shelf. */
  readonly style: string;
  readonly mask: Uint8Array;
}

/** Masks over the content of a run, each the file of a picture of its shape: white marks. */
export interface RunMasks {
  /** What any of them marks stays as it is. */
  readonly protect: readonly Uint8Array[];
  readonly regions: readonly RunRegion[];
}

/** Masks that a person made. */
export interface DrawnMasks {
  readonly protect: Uint8Array | null;
  readonly regions: readonly RunRegion[];
}

export const NO_MASKS: RunMasks = { protect: [], regions: [] };

/** What is offered by the host, where it is to stay, and what was drawn. */
export function masksOf(offered: Uint8Array | null, drawn: DrawnMasks): RunMasks {
  const protect = [offered, drawn.protect].filter((mask) => mask !== null);
  return { protect, regions: drawn.regions };
}
