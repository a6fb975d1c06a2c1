import {
  type Mask,
  maskOf,
  maskUnion,
  type Size,
  type StylizeRequest,
  sentence,
} from '@pastiche/core';
import { smallMasks } from '@pastiche/core/presets';
import type { RunRequest, RunResult } from '../../engine.js';
import { decodePicture } from '../pictures/decode-picture.js';

/** The masks of a request. */
export interface ReadMasks {
  readonly protect: readonly Mask[];
}

/** @throws StyleTransferError `invalid-image` for a file that is no picture */
export async function readMasks({ protect = [] }: Pick<RunRequest, 'protect'>): Promise<ReadMasks> {
  return { protect: await Promise.all(protect.map(readMask)) };
}

/** @throws StyleTransferError `invalid-image` for a mask of another shape, or that marks nothing */
export function protectionBy(
  { protect }: ReadMasks,
  content: Size,
): Pick<StylizeRequest, 'protect'> {
  return protect.length === 0 ? {} : { protect: maskUnion(protect, content) };
}

/** The masks as the run's result has them. */
export async function masksInResult({ protect }: ReadMasks): Promise<Pick<RunResult, 'masks'>> {
  return protect.length === 0 ? {} : { masks: { protect: await smallMasks(protect) } };
}

async function readMask(file: Uint8Array): Promise<Mask> {
  return maskOf(await decodePicture(file), sentence`mask`);
}
