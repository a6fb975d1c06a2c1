import { expect, test } from 'vitest';
import { mapConcurrently } from './concurrent.js';

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

test('results keep the order and no more than the limit run at once', async () => {
  let running = 0;
  let most = 0;
  const results = await mapConcurrently([5, 3, 1, 4, 2], 2, undefined, async (item) => {
    most = Math.max(most, ++running);
    for (let i = 0; i < item; i++) await tick();
    running--;
    return item * 10;
  });
  expect(results).toEqual([50, 30, 10, 40, 20]);
  expect(most).toBe(2);
});

test('the first failure stops the others and nothing goes on behind', async () => {
  const ended: number[] = [];
  const work = async (item: number, signal: AbortSignal) => {
    if (item === 1) throw new Error('first');
    while (!signal.aborted) await tick();
    ended.push(item);
    throw new Error('stopped');
  };
  await expect(mapConcurrently([0, 1, 2, 3], 2, undefined, work)).rejects.toThrow('first');
  expect(ended).toEqual([0]);
});

test("the caller's abort reaches the work", async () => {
  const controller = new AbortController();
  const work = async (_: number, signal: AbortSignal) => {
    controller.abort(new Error('enough'));
    signal.throwIfAborted();
  };
  await expect(mapConcurrently([0, 1], 2, controller.signal, work)).rejects.toThrow('enough');
});
