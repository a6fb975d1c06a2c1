/** Numbers in 0..1 in an order that the seed decides (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Smooth noise in 0..1 with features of about one unit (value noise, quintic fade). */
export function valueNoise(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = fade(x - column);
  const v = fade(y - row);
  const top = lerp(lattice(column, row, seed), lattice(column + 1, row, seed), u);
  const bottom = lerp(lattice(column, row + 1, seed), lattice(column + 1, row + 1, seed), u);
  return lerp(top, bottom, v);
}

/** Fractal noise in 0..1: octaves of {@link valueNoise}, each half as large and half as strong. */
export function fractalNoise(x: number, y: number, seed: number, octaves = 5): number {
  let sum = 0;
  let weight = 0;
  for (let octave = 0; octave < octaves; octave++) {
    const frequency = 2 ** octave;
    sum += valueNoise(x * frequency, y * frequency, seed + octave * 101) / frequency;
    weight += 1 / frequency;
  }
  return sum / weight;
}

function lattice(column: number, row: number, seed: number): number {
  let hash = Math.imul(column, 374761393) ^ Math.imul(row, 668265263) ^ Math.imul(seed, 974634777);
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519 | 0);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function lerp(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
