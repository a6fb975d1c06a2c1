import { fitLongSide, type Parameters, type Size, workOf } from '@pastiche/core';
import type { EngineFacts, NetworkSpeed } from '../../engine/engine.js';
import { type NetworkConditions, paintersOf } from './picture-sizes.js';

/** Speeds of smaller scales than half of those that are known say less than these. */
const SAYS_AS_MUCH = 0.5;

/** What a painting will take, as far as it is known. */
export interface Price {
  readonly seconds: number | null;
  readonly bytes: number | null;
}

export interface PricedPainting extends NetworkConditions {
  readonly picture: Size;
  /** `size` is that of the painting. */
  readonly parameters: Parameters;
  /** Size of a painting that it goes on from. */
  readonly smaller?: Size;
}

/**
 * How long a painting takes by the speeds that were measured, and how much memory its largest scale needs. Parts with
 * styles of their own take somewhat more of both.
 */
export function priceOf(
  painting: PricedPainting,
  { backend, needs }: Pick<EngineFacts, 'backend' | 'needs'>,
  speeds: readonly NetworkSpeed[],
): Price {
  const { picture, parameters, smaller = null } = painting;
  const { coarse, fine } = paintersOf(painting);
  const work = workOf({ content: picture, parameters, smaller, withCoarse: coarse !== null });
  const secondsBy = (network: NetworkSpeed['network'], pixels: number) => {
    const speed = speeds.find((one) => one.backend === backend && one.network === network);
    return speed === undefined ? null : (pixels * speed.nsPerPixel) / 1e9;
  };
  const first = coarse === null ? 0 : secondsBy(coarse, work.coarse);
  const last = secondsBy(fine, work.fine);
  const { width, height } = fitLongSide(picture.width, picture.height, parameters.size);
  const need = needs?.[fine];
  // L-BFGS remembers forty pictures besides.
  const isKnown = need !== undefined && parameters.optimizer === 'adam';
  return {
    seconds: first === null || last === null ? null : first + last,
    bytes: isKnown ? need.fixed + need.perPixel * width * height : null,
  };
}

/** What is known of this machine's speed after a run. */
export function withSpeeds(
  known: readonly NetworkSpeed[],
  measured: readonly NetworkSpeed[] = [],
): readonly NetworkSpeed[] {
  const isSame = (one: NetworkSpeed, other: NetworkSpeed) =>
    one.backend === other.backend && one.network === other.network;
  const better = measured.filter((speed) => {
    const before = known.find((one) => isSame(one, speed));
    return before === undefined || speed.pixels >= SAYS_AS_MUCH * before.pixels;
  });
  if (better.length === 0) return known;
  return [...known.filter((one) => !better.some((speed) => isSame(one, speed))), ...better];
}
