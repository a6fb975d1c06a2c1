import { expect, it } from 'vitest';
import { createSpeedometer } from './speedometer.js';

it('takes the mean of the last eight iterations, and of the first only while it is alone', () => {
  let clock = 0;
  const speed = createSpeedometer(() => clock);
  const measured = [900, 100, 120, 140, 100, 100, 100, 100, 100, 300].map((ms) => {
    speed.start();
    clock += ms;
    return speed.stop();
  });
  expect(measured.slice(0, 4)).toEqual([900, 100, 110, 120]);
  // (100 + 120 + 140 + 5 · 100) / 8, then (120 + 140 + 5 · 100 + 300) / 8.
  expect(measured.slice(-2)).toEqual([107.5, 132.5]);
});
