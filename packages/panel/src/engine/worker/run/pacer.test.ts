import { expect, it } from 'vitest';
import { createPacer } from './pacer.js';

it('is due at once, then neither too often nor for too much of the time', async () => {
  let clock = 0;
  const pacer = createPacer({ intervalMs: 150, share: 0.2, now: () => clock });
  const work = (ms: number) =>
    pacer.time(async () => {
      clock += ms;
    });

  expect(pacer.due).toBe(true);
  await work(10);
  // 10 ms of work may come every 50 ms, but 150 ms is the least interval.
  clock = 149;
  expect(pacer.due).toBe(false);
  clock = 150;
  expect(pacer.due).toBe(true);

  await work(100);
  // 100 ms of work at a fifth of the time: 400 ms of peace after its end at 250.
  clock = 649;
  expect(pacer.due).toBe(false);
  clock = 650;
  expect(pacer.due).toBe(true);
});

it('hands on what the work returns or throws, and counts its time either way', async () => {
  let clock = 0;
  const pacer = createPacer({ intervalMs: 0, share: 0.5, now: () => clock });

  expect(await pacer.time(async () => 7)).toBe(7);
  const failing = pacer.time(async () => {
    clock += 40;
    throw new Error('lost');
  });
  await expect(failing).rejects.toThrow('lost');
  expect(pacer.due).toBe(false);
  clock = 80;
  expect(pacer.due).toBe(true);
});
