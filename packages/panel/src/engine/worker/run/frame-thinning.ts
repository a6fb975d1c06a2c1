/** Keeps an evenly spread choice of things whose number is not known beforehand. */
export interface Thinning<T> {
  /** Whether the thing of this index is to be kept; asked with 0, 1, 2, … before it is made. */
  wants(index: number): boolean;
  keep(index: number, item: T): void;
  /** What is kept, in order; never more than twice as dense at one end as at the other. */
  readonly kept: readonly T[];
}

/**
 * At most `limit` items, evenly spread over all that came: when they are full, every second one is
 * dropped and from then on only every second one is wanted.
 *
 * @param limit an even number
 */
export function createThinning<T>(limit: number): Thinning<T> {
  let items: T[] = [];
  let stride = 1;
  return {
    wants: (index) => index % stride === 0,
    keep(index, item) {
      if (items.length === limit) {
        items = items.filter((_, position) => position % 2 === 0);
        stride *= 2;
        // What was wanted before the thinning may no longer be.
        if (index % stride !== 0) return;
      }
      items.push(item);
    },
    get kept() {
      return items;
    },
  };
}
