/** A stream of random numbers that its seed decides. */
export interface SeededRandom {
  /** Evenly spread over [0, 1), in steps of 2^−32. */
  uniform(): number;
  /** Mean 0, standard deviation 1, never beyond ±6. */
  gaussian(): number;
}

/**
 * Makes a generator that gives the same numbers on every engine: Chris Doty-Humphrey's sfc32 from
 * PractRand (public domain), 128 bits of state. `gaussian` sums twelve 16-bit uniforms (Irwin–Hall)
 * instead of Box–Muller, because `Math.log` and `Math.cos` may differ in the last digit between
 * engines and integers cannot; its kurtosis is 0.1 short of a true Gaussian's.
 *
 * @param seed a whole number, 0..2^32 − 1.
 * @example
 * const random = createSeededRandom(7);
 * const value = 0.5 + 0.1 * random.gaussian();
 */
export function createSeededRandom(seed: number): SeededRandom {
  const next = sfc32(seed);
  return {
    uniform: () => next() / 2 ** 32,
    gaussian: () => {
      let sum = 0;
      for (let draw = 0; draw < 6; draw++) {
        const bits = next();
        sum += (bits >>> 16) + (bits & 0xffff);
      }
      // Twelve uniforms on 0..65535: mean 12 · 65535/2, variance 12 · (65536² − 1)/12 ≈ 65536².
      return (sum - 6 * 65535) / 65536;
    },
  };
}

/** 32 random bits per call. Seeded as PractRand does: 12 rounds spread the seed over the state. */
function sfc32(seed: number): () => number {
  let a = 0;
  let b = seed | 0;
  let c = 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
