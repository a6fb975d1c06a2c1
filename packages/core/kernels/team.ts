// How several threads work on one operation: each runs the same code with its own number, shares are
// given out by a counter or by number, and nobody's share changes what anybody computes. On one
// thread nothing here waits, so the module also runs on memory that is not shared.

/** Fixed words at the bottom of the memory. */
const ARRIVED: usize = 64;
const GENERATION: usize = 68;
/** Changes with each order: a running number above the eight bits that say how many take part. */
const ORDER: usize = 128;
const RECORD: usize = 132;
const QUIT: usize = 136;
const FINISHED: usize = 192;
const READY: usize = 256;

/**
 * A thread looks this often before it sleeps, about a tenth of a millisecond: as long as the others
 * need for their shares, or the engine between two orders. Being woken takes as long.
 */
const GLANCES = 100000;
const SECOND: i64 = 1000000000;
/** No share takes this long; whoever is still missing will not come. */
const PATIENCE_SECONDS = 120;

/** Waits until all `threads` are here. Traps when one of them has died. */
export function meet(threads: i32): void {
  if (threads === 1) return;
  const generation = atomic.load<i32>(GENERATION);
  if (atomic.add<i32>(ARRIVED, 1) === threads - 1) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.store<i32>(GENERATION, generation + 1);
    atomic.notify(GENERATION, threads);
    return;
  }
  for (let glance = 0; glance < GLANCES; glance++) {
    if (atomic.load<i32>(GENERATION) !== generation) return;
  }
  for (let seconds = 0; atomic.load<i32>(GENERATION) === generation; seconds++) {
    if (seconds === PATIENCE_SECONDS || atomic.load<i32>(QUIT) !== 0) unreachable();
    atomic.wait<i32>(GENERATION, generation, SECOND);
  }
}

/** The next share of an operation that is given out by a counter. */
export function takeShare(counter: usize): i32 {
  return atomic.add<i32>(counter, 1);
}

/** Gives the order to `threads` threads, the caller among them. */
export function order(record: usize, threads: i32): void {
  if (threads === 1) return;
  atomic.store<i32>(FINISHED, 0);
  store<usize>(RECORD, record);
  const running = atomic.load<i32>(ORDER) & ~255;
  atomic.store<i32>(ORDER, (running + 256) | threads);
  atomic.notify(ORDER, -1);
}

/** Waits for the others for at most a second; whether they have all finished. */
export function othersFinished(threads: i32): bool {
  for (let glance = 0; glance < GLANCES; glance++) {
    if (atomic.load<i32>(FINISHED) === threads - 1) return true;
  }
  const finished = atomic.load<i32>(FINISHED);
  if (finished !== threads - 1) atomic.wait<i32>(FINISHED, finished, SECOND);
  return atomic.load<i32>(FINISHED) === threads - 1;
}

/** Says that this thread is done with the order. */
export function finish(): void {
  atomic.add<i32>(FINISHED, 1);
  atomic.notify(FINISHED, -1);
}

/** Says that another thread has come, and which order it must not take for its own. */
export function join(): i32 {
  const seen = atomic.load<i32>(ORDER);
  atomic.add<i32>(READY, 1);
  return seen;
}

/** Sleeps until an order comes; 0 when it is time to go. */
export function nextOrder(seen: i32): i32 {
  for (let glance = 0; glance < GLANCES; glance++) {
    if (atomic.load<i32>(ORDER) !== seen) break;
  }
  while (atomic.load<i32>(ORDER) === seen) {
    if (atomic.load<i32>(QUIT) !== 0) return 0;
    atomic.wait<i32>(ORDER, seen, -1);
  }
  return atomic.load<i32>(QUIT) !== 0 ? 0 : atomic.load<i32>(ORDER);
}

/** The operation that was ordered. */
export function orderedRecord(): usize {
  return load<usize>(RECORD);
}
