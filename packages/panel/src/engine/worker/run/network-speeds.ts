import type { PaintingStep, PreparingStep } from '@pastiche/core';
import type { NetworkSpeed } from '../../engine.js';

/** Measures how fast each network paints. */
export interface NetworkSpeeds {
  /** A scale begins. */
  prepare(step: Pick<PreparingStep, 'pieces'>): void;
  /**
   * An iteration was made.
   *
   * @param share what is done beside it, in times of the iteration
   */
  note(
    step: Pick<PaintingStep, 'scale' | 'iteration' | 'msPerIteration'>,
    by: Pick<NetworkSpeed, 'backend' | 'network'>,
    share: number,
  ): void;
  /** Of each network that was measured, at the largest scale. */
  measured(): readonly NetworkSpeed[];
}

/** Pictures in pieces, and the first iteration of a scale, which compiles, tell nothing of others. */
export function createNetworkSpeeds(): NetworkSpeeds {
  const speeds = new Map<string, NetworkSpeed>();
  let isWhole = true;
  return {
    prepare: ({ pieces }) => {
      isWhole = pieces === undefined;
    },
    note: ({ scale, iteration, msPerIteration }, by, share) => {
      if (!isWhole || iteration.index === 1) return;
      const pixels = scale.width * scale.height;
      const key = `${by.backend} ${by.network}`;
      if ((speeds.get(key)?.pixels ?? 0) > pixels) return;
      const nsPerPixel = (msPerIteration * (1 + share) * 1e6) / pixels;
      speeds.set(key, { ...by, nsPerPixel, pixels });
    },
    measured: () => [...speeds.values()],
  };
}
