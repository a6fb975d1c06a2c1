import type { RecipeMasks } from '@pastiche/core/presets';
import type { RunRequest, SmallMasks } from '../../engine/engine.js';

/** A part of the content that is painted in one style of the blend. */
export interface RunRegion {
  /** Id of the style on the shelf. */
  readonly style: string;
  readonly mask: Uint8Array;
}

/** Masks over the content of a run, each the file of a picture of its shape: white marks. */
export interface RunMasks {
  /** What stays as it is because the host knows of it. */
  readonly offered: Uint8Array | null;
  /** What else stays as it is. */
  readonly protect: Uint8Array | null;
  readonly regions: readonly RunRegion[];
}

export const NO_MASKS: RunMasks = { offered: null, protect: null, regions: [] };

/** The masks as the engine takes them. */
export function masksInRequest({
  offered,
  protect,
}: Pick<RunMasks, 'offered' | 'protect'>): Pick<RunRequest, 'protect'> {
  const files = [offered, protect].filter((mask) => mask !== null);
  return files.length === 0 ? {} : { protect: files };
}

/** The masks as a recipe has them: those of the result, by what they were for. */
export function masksInRecipe(
  small: SmallMasks | undefined,
  masks: RunMasks,
): RecipeMasks | undefined {
  if (small === undefined) return undefined;
  const protect = [...small.protect];
  const next = (mask: Uint8Array | null) => (mask && protect.shift()) ?? null;
  return { offered: next(masks.offered), protect: next(masks.protect), regions: [] };
}
