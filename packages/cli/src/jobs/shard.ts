import { sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';

/** One part of a list that is shared out over several machines. */
export interface Shard {
  /** 1..of. */
  readonly index: number;
  readonly of: number;
}

/**
 * Reads `i/n`, such as `2/8` for the second of eight machines.
 *
 * @throws CommandError (wrong usage) unless 1 ≤ i ≤ n.
 */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const index = Number(match?.[1]);
  const of = Number(match?.[2]);
  if (!(index >= 1 && index <= of)) {
    throw new CommandError(
      'usage',
      sentence`--shard expects i/n with i from 1 to n, such as 2/8; got '${text}'.`,
    );
  }
  return { index, of };
}

/**
 * The items of one shard: every n-th, so that shards differ by at most one item. Every machine must
 * give the same list in the same order.
 *
 * @example
 * takeShard(['a', 'b', 'c', 'd', 'e'], { index: 2, of: 3 }); // ['b', 'e']
 */
export function takeShard<Item>(items: readonly Item[], shard: Shard): Item[] {
  return items.filter((_, position) => position % shard.of === shard.index - 1);
}
