import { type Parameters, StyleTransferError, sentence } from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import { VGG19_LAYERS } from '@pastiche/core/parts';
import type { BlendedPicture } from '../styles/styles-part.js';

/** Long sides that statistics are taken at, px; of a smaller picture its own takes their place. */
const LONG_SIDES = [128, 181, 256, 362, 512];
const HALF_FLOAT_BYTES = 2;
/** Those for the built-in network, which are always among them, are a tenth of VGG19's. */
const BOTH_NETWORKS = 1.1;
const BASE64 = 4 / 3;

/**
 * Refuses a preset with statistics for VGG19 that would be larger than presets may be, before minutes
 * are spent on taking them.
 *
 * @param taken statistics of these are still to be taken; those of a style that has some stay as they are
 * @throws StyleTransferError `invalid-preset`
 */
export function refuseLargeStatistics(
  taken: readonly BlendedPicture[],
  { styleLayers }: Pick<Parameters, 'styleLayers'>,
): void {
  const perSize = bytesPerSize(Object.keys(styleLayers));
  const bytes = taken.reduce((sum, picture) => sum + bytesOf(picture, perSize), 0);
  const characters = bytes * BASE64;
  if (characters <= LIMITS.PRESET_TEXT_CHARACTERS) return;
  throw new StyleTransferError(
    'invalid-preset',
    sentence`With statistics for VGG19 this preset would have about ${Math.ceil(characters / 1e6)} MB, but at most ${LIMITS.PRESET_TEXT_CHARACTERS / 1e6} MB are taken; untick “For VGG19 too”, or choose fewer styles.`,
  );
}

function bytesOf({ statistics, longSide }: BlendedPicture, perSize: number): number {
  if (statistics !== null) return statistics.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const sizes = new Set(LONG_SIDES.map((side) => Math.min(side, longSide)));
  return sizes.size * perSize * BOTH_NETWORKS;
}

/** Of each layer the mean, C values, and the upper triangle of the covariance, C·(C + 1)/2. */
function bytesPerSize(styleLayers: readonly string[]): number {
  const values = VGG19_LAYERS.map((layer) => {
    if (layer.kind === 'pooling' || !styleLayers.includes(layer.name)) return 0;
    const channels = layer.outputChannels;
    return channels + (channels * (channels + 1)) / 2;
  });
  return values.reduce((sum, count) => sum + count, 0) * HALF_FLOAT_BYTES;
}
