// What the engine calls. `lead` carries an operation out together with the threads that `serve`.
import { convolveDirectly, multiplyByMatrix } from './direct';
import { gram, mean } from './moments';
import { pool, poolBackward } from './pooling';
import { dropFourth, mask, packWeights, subtractMean } from './preparation';
import { Operation } from './records';
import { finish, join, nextOrder, order, orderedRecord, othersFinished } from './team';
import { COLUMNS, ROWS } from './tile-shape';
import { convolveByTiles } from './winograd';

// The engine lays panels and blocks out by these.
export { COLUMNS, ROWS };

/** Carries an operation out, as the first of `threads`; whether the others have finished too. */
export function lead(record: usize, threads: i32): bool {
  order(record, threads);
  carryOut(record, 0, threads);
  return threads === 1 || othersFinished(threads);
}

/** Waits for the others for a moment longer; whether they have finished. */
export function wait(threads: i32): bool {
  return othersFinished(threads);
}

/** The life of another thread: takes part in every order that counts it in, sleeps in between. */
export function serve(thread: i32): void {
  let seen = join();
  for (;;) {
    const next = nextOrder(seen);
    if (next === 0) return;
    seen = next;
    const threads = seen & 255;
    if (thread >= threads) continue;
    carryOut(orderedRecord(), thread, threads);
    finish();
  }
}

function carryOut(record: usize, thread: i32, threads: i32): void {
  switch (changetype<Operation>(record).code) {
    case 0:
      subtractMean(record, thread, threads);
      break;
    case 1:
      convolveByTiles(record, thread, threads);
      break;
    case 2:
      convolveDirectly(record, thread, threads);
      break;
    case 3:
      pool(record, thread, threads);
      break;
    case 4:
      poolBackward(record, thread, threads);
      break;
    case 5:
      gram(record, thread, threads);
      break;
    case 6:
      mean(record, thread, threads);
      break;
    case 7:
      multiplyByMatrix(record, thread, threads);
      break;
    case 8:
      mask(record, thread, threads);
      break;
    case 9:
      dropFourth(record, thread, threads);
      break;
    case 10:
      if (thread === 0) packWeights(record);
      break;
  }
}
