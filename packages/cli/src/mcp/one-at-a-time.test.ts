import { expect, test, vi } from 'vitest';
import { oneAtATime } from './one-at-a-time.js';

test('work begins when what was begun before has ended, whichever way', async () => {
  const queue = oneAtATime();
  const order: string[] = [];
  const onWait = vi.fn<() => void>();
  const first = queue.run(async () => {
    order.push('first begins');
    await Promise.resolve();
    order.push('first fails');
    throw new Error('no');
  }, onWait);
  expect(onWait).not.toHaveBeenCalled();
  const second = queue.run(async () => {
    order.push('second');
    return 2;
  }, onWait);
  expect(onWait).toHaveBeenCalledTimes(1);
  await expect(first).rejects.toThrow('no');
  expect(await second).toBe(2);
  expect(order).toEqual(['first begins', 'first fails', 'second']);
  await queue.run(async () => order.push('third'), onWait);
  expect(onWait).toHaveBeenCalledTimes(1);
});
