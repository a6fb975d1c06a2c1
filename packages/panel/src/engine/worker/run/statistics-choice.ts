import {
  type Mask,
  type Parameters,
  type Said,
  type StyleInput,
  type StyleStatistics,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import type { NetworkWeights } from '@pastiche/core/weights';
import type { NetworkChoice } from '../../engine.js';
import type { HeldStyle } from '../pictures/pictures.js';

/** A style of a run. */
export type WeightedStyle = HeldStyle & {
  readonly weight: number;
  /** The part of its picture that is the style; of no effect on statistics. */
  readonly mask?: Mask;
};

/** The style as the engine takes it; of statistics those for the network that paints. */
export function sourceFor(
  style: WeightedStyle,
  weights: NetworkWeights,
  parameters: Parameters,
): StyleInput {
  if (style.kind === 'picture') return style;
  const { statistics: all, weight } = style;
  const fitting = all.find((one) => fits(one, weights, parameters));
  // Where none fits the engine says so, of any.
  return { kind: 'statistics', statistics: fitting ?? all[0], weight };
}

/** What decides which networks may paint. */
export interface StatisticsChoice {
  readonly choice: NetworkChoice;
  /** Of each style that is given without its picture. */
  readonly statistics: readonly (readonly StyleStatistics[])[];
  readonly parameters: Parameters;
}

/**
 * Ids of the networks that may paint styles without pictures: at least one, and the chosen one.
 *
 * @throws StyleTransferError `invalid-statistics`: what the statistics are for.
 */
export function networksOfStatistics(
  { choice, statistics, parameters }: StatisticsChoice,
  lite: NetworkWeights,
): readonly string[] {
  const vgg19: Pick<NetworkWeights, 'id' | 'pooling'> = { id: 'vgg19' };
  const possible = [lite, vgg19].filter((weights) =>
    statistics.every((style) => style.some((one) => fits(one, weights, parameters))),
  );
  const ids = possible.map(({ id }) => id);
  if (choice === 'auto' ? ids.length > 0 : ids.includes(choice)) return ids;
  const by = choice === 'auto' ? sentence`another network` : choice;
  throw new StyleTransferError(
    'invalid-statistics',
    sentence`This style was kept without its picture, for ${listed(statistics.flat())} only, and cannot be painted by ${by} with ${parameters.pooling} pooling; choose what it is for, or another style.`,
  );
}

function fits(
  { network, pooling }: StyleStatistics,
  weights: Pick<NetworkWeights, 'id' | 'pooling'>,
  parameters: Parameters,
): boolean {
  return network === weights.id && pooling === (weights.pooling ?? parameters.pooling);
}

function listed(statistics: readonly StyleStatistics[]): Said {
  const kinds = new Map(
    statistics.map(({ network, pooling }) => [
      `${network} ${pooling}`,
      sentence`${network} with ${pooling} pooling`,
    ]),
  );
  return [...kinds.values()].reduce((all, kind) => sentence`${all} and ${kind}`);
}
