import type { NamedStyle, OrderedRegion } from '../model/run/painting-order.js';
import type { RunMasks } from '../model/run/run-masks.js';

/**
 * The regions of another painting in the styles of a preset, by their names. Those whose style the preset does not
 * have are painted as what is around them.
 */
export function regionsAmong(
  regions: RunMasks['regions'],
  styles: readonly NamedStyle[],
): readonly OrderedRegion[] {
  return regions.flatMap(({ style, ...region }) => {
    const own = styles.filter(({ name }) => name === style);
    return own.length === 0
      ? []
      : [
          {
            ...region,
            name: style,
            styles: own.map((one) => ({ ...one, weight: one.weight || 1 })),
          },
        ];
  });
}

/** Whether a style has a region, also where it has no share in what is around them. */
export function isOfRegion(name: string, { regions }: Pick<RunMasks, 'regions'>): boolean {
  return regions.some(({ style }) => style === name);
}
