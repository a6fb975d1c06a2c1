// What the engine calls. `lead` carries an operation out together with the threads that `serve`.
import { convolveDirectly, multiplyByMatrix } from './direct';
import { multiplyAdd } from './lanes';
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

/** What a thread can do at best: ten chains of multiply-adds in registers, 80 operations a round. */
export function peak(rounds: i32): f32 {
  const factor = f32x4.splat(0.5);
  let a = factor;
  let b = factor;
  let c = factor;
  let d = factor;
  let e = factor;
  let f = factor;
  let g = factor;
  let h = factor;
  let i = factor;
  let j = factor;
  for (let round = 0; round < rounds; round++) {
    a = multiplyAdd(a, factor, factor);
    b = multiplyAdd(b, factor, factor);
    c = multiplyAdd(c, factor, factor);
    d = multiplyAdd(d, factor, factor);
    e = multiplyAdd(e, factor, factor);
    f = multiplyAdd(f, factor, factor);
    g = multiplyAdd(g, factor, factor);
    h = multiplyAdd(h, factor, factor);
    i = multiplyAdd(i, factor, factor);
    j = multiplyAdd(j, factor, factor);
  }
  const first = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(e, f));
  return f32x4.extract_lane(f32x4.add(first, f32x4.add(f32x4.add(g, h), f32x4.add(i, j))), 0);
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
      convolveDirectly(record, thread);
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
      packWeights(record, thread, threads);
      break;
  }
}
