import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createIdleQueue } from './idle-queue.js';

test('at once when nothing goes on, else in order when it ends', () => {
  const busy = signal(false);
  const { whenIdle } = createIdleQueue(busy);
  const done: string[] = [];
  const note = (name: string) => (late: boolean) => done.push(`${name} ${late}`);
  whenIdle(note('a'));
  expect(done).toEqual(['a false']);
  busy.value = true;
  whenIdle(note('b'));
  whenIdle(note('c'));
  expect(done.length).toBe(1);
  busy.value = false;
  expect(done).toEqual(['a false', 'b true', 'c true']);
  busy.value = true;
  busy.value = false;
  expect(done.length).toBe(3);
});

test('what waits is dropped when the queue is closed', () => {
  const busy = signal(true);
  const { whenIdle, close } = createIdleQueue(busy);
  let done = false;
  whenIdle(() => {
    done = true;
  });
  close();
  busy.value = false;
  expect(done).toBe(false);
});
