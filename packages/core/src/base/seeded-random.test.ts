import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seeded-random.js';

/** sfc32 once more, in BigInt modulo 2^32 instead of 32-bit tricks. */
function sfc32InBigInts(seed: bigint, count: number): number[] {
  const word = 2n ** 32n;
  let [a, b, c, counter] = [0n, seed, 0n, 1n];
  const all: number[] = [];
  for (let index = 0; index < 12 + count; index++) {
    const sum = (a + b + counter) % word;
    counter = (counter + 1n) % word;
    a = b ^ (b / 2n ** 9n);
    b = (c * 9n) % word;
    c = (((c * 2n ** 21n) % word) + c / 2n ** 11n + sum) % word;
    all.push(Number(sum));
  }
  return all.slice(12);
}

describe('createSeededRandom', () => {
  it.each([0, 1, 7, 2 ** 31, 2 ** 32 - 1])('is sfc32 for seed %i', (seed) => {
    const random = createSeededRandom(seed);
    const expected = sfc32InBigInts(BigInt(seed), 50).map((bits) => bits / 2 ** 32);
    expect(Array.from({ length: 50 }, () => random.uniform())).toEqual(expected);
  });

  it('repeats itself for a seed and differs between seeds', () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed);
      return Array.from({ length: 4 }, () => random.gaussian());
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('makes a gaussian of twelve halves of six words', () => {
    const words = sfc32InBigInts(5n, 6);
    const sum = words.reduce((total, word) => total + Math.floor(word / 65536) + (word % 65536), 0);
    expect(createSeededRandom(5).gaussian()).toBe((sum - 393210) / 65536);
  });

  it('has the moments of a standard gaussian', () => {
    const random = createSeededRandom(11);
    const count = 100_000;
    const values = Array.from({ length: count }, () => random.gaussian());
    const moment = (power: number) =>
      values.reduce((total, value) => total + value ** power, 0) / count;
    // Standard errors: 1/√n = 0.003, √2/√n = 0.0045, √15/√n = 0.012; four of each.
    expect(Math.abs(moment(1))).toBeLessThan(0.013);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.018);
    expect(Math.abs(moment(3))).toBeLessThan(0.05);
    // 3 − 6/(5·12) = 2.9 for twelve uniforms.
    expect(Math.abs(moment(4) - 2.9)).toBeLessThan(0.12);
  });

  it('spreads the uniforms evenly', () => {
    const random = createSeededRandom(2);
    const bins = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw++) bins[Math.floor(10 * random.uniform())]! += 1;
    // 10 000 ± 4 · √(100 000 · 0.1 · 0.9) = ± 380
    for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(380);
  });
});
