import { describe, expect, it } from 'vitest';
import type { Size } from '../image/fit.js';
import { cutsOf, largestPiece } from '../loss/pieces/piece-plan.js';
import type { IterationMemory } from './iteration-memory.js';
import { choosePlan, halfTheRoom } from './painting-plan.js';

/** 1000 bytes for each pixel that is seen, 100 for each of a whole picture, VGG19's reach. */
const memory: IterationMemory = {
  network: ({ width, height }) => 1000 * width * height,
  perPixel: { whole: 100, tiles: 0 },
  reach: { margin: 80, step: 16 },
};
const size = { width: 1600, height: 1200 };
const PIXELS = 1600 * 1200;
const room = (bytes: number) => ({ bytes, seen: Number.POSITIVE_INFINITY });

describe('the plan of a scale', () => {
  it('is the whole picture where there is enough', () => {
    const plan = choosePlan(size, memory, room(1100 * PIXELS));
    expect(plan).toMatchObject({ kind: 'whole', timeFactor: 1, bytes: 1100 * PIXELS });
    expect(plan.pieces.pieces.length).toBe(1);
  });

  it('is the fastest of those that fit, with its time and its memory', () => {
    const plan = choosePlan(size, memory, room(1100 * PIXELS - 1));
    // Two parts of the width see 880 px (of (1600 + 160)/2), two of the height 688 (of 680), but then
    // margins run along the longer side. 40 % of an iteration is done twice but for the last of two.
    const [, two] = cutsOf(1600, 2, memory.reach);
    expect(two).toEqual({ seen: 880, parts: 2, total: 1760 });
    expect(plan.kind).toBe('tiles');
    expect(plan.pieces.pieces.length).toBe(2);
    expect(largestPiece(plan.pieces)).toBe(880 * 1200);
    expect(plan.timeFactor).toBeCloseTo((1760 / 1600) * 1.2, 10);
    expect(plan.bytes).toBe(1000 * 880 * 1200);
  });

  it('takes more time the less there is', () => {
    const plans = [1, 2, 4, 8].map((less) =>
      choosePlan(size, memory, room((1000 * PIXELS) / less)),
    );
    const factors = plans.map(({ timeFactor }) => timeFactor);
    expect(factors).toEqual([...factors].sort((a, b) => a - b));
    expect(new Set(factors).size).toBe(4);
    for (const [index, plan] of plans.slice(0, 3).entries()) {
      expect(plan.bytes).toBeLessThanOrEqual((1000 * PIXELS) / 2 ** index);
    }
  });

  it('leaves the network a quarter of all where the picture alone takes more', () => {
    const network = ({ width, height }: Size) => 100 * width * height;
    const thin = { ...memory, network, perPixel: { whole: 100, tiles: 100 } };
    const plan = choosePlan(size, thin, room(90 * PIXELS));
    expect(100 * largestPiece(plan.pieces)).toBeLessThanOrEqual((90 * PIXELS) / 4);
    expect(plan.timeFactor).toBeLessThan(2);
  });

  it('has the smallest pieces where nothing fits', () => {
    // Of 64 parts: (1600 + 63 · 160)/64 = 182.5, so 192; for 1200 px 176.25, so 192 as well.
    expect(largestPiece(choosePlan(size, memory, room(1)).pieces)).toBe(192 * 192);
  });

  it('is not halved where so little is seen that it was something else', () => {
    const small = { width: 100, height: 80 };
    const near = { ...memory, reach: { margin: 4, step: 2 } };
    const whole = choosePlan(small, near, room(1e12));
    expect(halfTheRoom(whole, near, room(1e12))).toBeNull();
  });

  it('is halved when memory was not there, until the margins are most of it', () => {
    let now = room(1e12);
    let seen = PIXELS;
    for (let times = 0; times < 5; times++) {
      const half = halfTheRoom(choosePlan(size, memory, now), memory, now);
      expect(half?.seen).toBe(seen / 2);
      now = half!;
      seen = largestPiece(choosePlan(size, memory, now).pieces);
      expect(seen).toBeLessThanOrEqual(now.seen);
    }
    const least = room(1);
    expect(halfTheRoom(choosePlan(size, memory, least), memory, least)).toBeNull();
  });
});
