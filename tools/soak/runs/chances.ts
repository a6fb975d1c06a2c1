import { mulberry32 } from '@pastiche/test-fixtures';

/** The chances of one run, in the order in which they are asked for. */
export interface Chances {
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
}

export function chancesOf(seed: number): Chances {
  const random = mulberry32(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    whole,
    oneOf: <Item>(items: readonly Item[]) => items[whole(0, items.length - 1)] as Item,
  };
}

/** Jumps of a wall clock: by up to two days, forth and back. */
export function clockJumps(chances: Chances): { afterMs: number; byMs: number }[] {
  const day = 24 * 60 * 60 * 1000;
  return Array.from({ length: chances.whole(1, 4) }, () => ({
    afterMs: chances.whole(0, 900),
    byMs: chances.whole(-2 * day, 2 * day),
  }));
}
