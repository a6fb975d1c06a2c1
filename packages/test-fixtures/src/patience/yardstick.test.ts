import { describe, expect, test } from 'vitest';
import { MOST, yardstick } from './yardstick.js';

/** A machine whose clock moves only by work and by waiting; its work takes `workMs`. */
function fakeMachine(workMs: number) {
  const machine = { workMs, time: 0, measurements: 0 };
  const work = () => {
    machine.time += machine.workMs;
    machine.measurements++;
  };
  return { machine, ...yardstick({ work, calmMs: 20, now: () => machine.time }) };
}

describe('the yardstick', () => {
  test.each([
    ['as long as on a calm machine', 20, 1],
    ['less long, which lets nobody wait less', 5, 1],
    ['three times as long', 60, 3],
    ['far too long, which is capped', 20 * MOST * 10, MOST],
  ])('says how slow the machine is when its work takes %s', (_how, workMs, slowness) => {
    expect(fakeMachine(workMs).slowness()).toBe(slowness);
  });

  test('does not work again for ten seconds', () => {
    const { machine, slowness } = fakeMachine(20);
    slowness();
    machine.time += 9_999;
    slowness();
    expect(machine.measurements).toBe(1);
    machine.time += 1;
    slowness();
    expect(machine.measurements).toBe(2);
  });

  test('notices load that begins later', () => {
    const { machine, slowness } = fakeMachine(20);
    expect(slowness()).toBe(1);
    machine.workMs = 200;
    machine.time += 10_000;
    expect(slowness()).toBe(10);
  });

  test('remembers load for a minute after it went', () => {
    const { machine, measure, slowness } = fakeMachine(200);
    measure();
    machine.workMs = 20;
    machine.time += 59_000;
    expect(slowness()).toBe(10);
    machine.time += 10_000;
    expect(slowness()).toBe(1);
  });
});
