import type { RecipeMasks } from '@pastiche/core/presets';
import type { RunRequest, SmallMasks } from '../../engine/engine.js';
import type { EncodedMasks } from '../masks/masks.js';
import { unlessPlain } from '../masks/region-strength.js';

/** The masks of a run: what was drawn, and what the host knows of. */
export interface RunMasks extends EncodedMasks {
  /** What stays as it is because the host knows of it: a file as the drawn ones are. */
  readonly offered: Uint8Array | null;
}

export const NO_MASKS: RunMasks = { offered: null, protect: null, regions: [] };

/** What is to stay, as the engine takes it. */
export function protectionIn({
  offered,
  protect,
}: Pick<RunMasks, 'offered' | 'protect'>): Pick<RunRequest, 'protect'> {
  const files = [offered, protect].filter((mask) => mask !== null);
  return files.length === 0 ? {} : { protect: files };
}

/**
 * The masks as a recipe has them: those of the result, by what they were for.
 *
 * @param regions of the run, in their order, by the names of their styles
 * @param styles all of the run, by their pictures
 */
export function masksInRecipe(
  small: SmallMasks | undefined,
  masks: Pick<RunMasks, 'offered' | 'protect'>,
  regions: readonly { readonly name: string; readonly strength?: number | undefined }[],
  styles: readonly { readonly name: string; readonly picture: string }[],
): RecipeMasks | undefined {
  if (small === undefined) return undefined;
  const protect = [...small.protect];
  const next = (mask: Uint8Array | null) => (mask === null ? null : (protect.shift() ?? null));
  const styleParts = small.styleParts?.flatMap(({ picture, mask }) => {
    const style = styles.find((one) => one.picture === picture);
    return style === undefined ? [] : [{ style: style.name, mask }];
  });
  return {
    offered: next(masks.offered),
    protect: next(masks.protect),
    regions: small.regions.map((mask, index) => {
      const { name, strength } = regions[index];
      return { style: name, mask, ...unlessPlain(strength) };
    }),
    ...(styleParts === undefined ? {} : { styleParts }),
  };
}
