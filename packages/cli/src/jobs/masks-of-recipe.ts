import type { StylizeRequest } from '@pastiche/core';
import { type RecipeMasks, smallMasks } from '@pastiche/core/presets';
import { inputBaseName } from '../base/standard-streams.js';
import type { JobPlan } from '../plan/job-plan.js';

/**
 * The masks of a run, small, for the recipe of its result; `undefined` without any. A recipe names one style for a
 * region, so those that blend several are left out.
 */
export async function masksOfRecipe(
  { masks }: Pick<JobPlan, 'masks'>,
  { protect, regions = [] }: Pick<StylizeRequest, 'protect' | 'regions'>,
): Promise<RecipeMasks | undefined> {
  const named = regions.flatMap(({ mask, strength = 1 }, index) => {
    const [style, ...others] = masks.regions[index]?.styles ?? [];
    if (style === undefined || others.length > 0) return [];
    return [{ mask, strength, style: style.name ?? inputBaseName(style.file) }];
  });
  if (protect === undefined && named.length === 0) return undefined;
  const kept = protect === undefined ? [] : [protect];
  const files = await smallMasks([...kept, ...named.map(({ mask }) => mask)]);
  return {
    offered: null,
    protect: protect === undefined ? null : (files[0] ?? null),
    regions: named.map(({ style, strength }, index) => {
      const mask = files[kept.length + index] as string;
      return strength === 1 ? { style, mask } : { style, mask, strength };
    }),
  };
}
