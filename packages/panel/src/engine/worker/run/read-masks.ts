import { type Mask, maskUnion, type Size, type StylizeRequest } from '@pastiche/core';
import { smallMasks } from '@pastiche/core/presets';
import type { RunRequest, RunResult } from '../../engine.js';
import { readMask } from '../pictures/read-mask.js';

/** The masks of a request, those of its regions in their order. */
export interface ReadMasks {
  readonly protect: readonly Mask[];
  readonly regions: readonly Mask[];
}

/** @throws StyleTransferError `invalid-image` for a file that is no picture */
export async function readMasks({
  protect = [],
  regions = [],
}: Pick<RunRequest, 'protect' | 'regions'>): Promise<ReadMasks> {
  return {
    protect: await Promise.all(protect.map(readMask)),
    regions: await Promise.all(regions.map(({ mask }) => readMask(mask))),
  };
}

/** @throws StyleTransferError `invalid-image` for a mask of another shape, or that marks nothing */
export function protectionBy(
  { protect }: ReadMasks,
  content: Size,
): Pick<StylizeRequest, 'protect'> {
  return protect.length === 0 ? {} : { protect: maskUnion(protect, content) };
}

/** The masks as the run's result has them. */
export async function masksInResult(masks: ReadMasks): Promise<Pick<RunResult, 'masks'>> {
  const all = [...masks.protect, ...masks.regions];
  if (all.length === 0) return {};
  const small = await smallMasks(all);
  const first = masks.protect.length;
  return { masks: { protect: small.slice(0, first), regions: small.slice(first) } };
}
