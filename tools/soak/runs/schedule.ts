import { mulberry32 } from '@pastiche/test-fixtures';
import { FAULTS, type LaneName } from './faults.js';

/** What is done in one run; all of it follows from the seed and the run's number. */
export interface PlannedRun {
  readonly number: number;
  readonly lane: LaneName;
  readonly fault: string;
  /** Of the run's own chances: when, how much, in which way. */
  readonly seed: number;
}

/**
 * The run of a number: the lanes take turns, and each goes through all of its faults in an order that
 * the seed shuffles anew each time, so that none is left out in a short pass.
 *
 * @param number from 0
 */
export function plannedRun(seed: number, number: number, lanes: readonly LaneName[]): PlannedRun {
  const lane = lanes[number % lanes.length] as LaneName;
  const faults = FAULTS[lane];
  const turn = Math.floor(number / lanes.length);
  const round = Math.floor(turn / faults.length);
  const order = shuffled(faults, mulberry32(mixed(seed, round, lane.length)));
  const fault = order[turn % faults.length] as string;
  return { number, lane, fault, seed: mixed(seed, number, 0) };
}

/** Fisher and Yates. */
function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as Item, order[last] as Item];
  }
  return order;
}

function mixed(seed: number, first: number, second: number): number {
  const random = mulberry32((seed ^ Math.imul(first + 1, 0x9e3779b1)) + second);
  random();
  return Math.floor(random() * 2 ** 31);
}
