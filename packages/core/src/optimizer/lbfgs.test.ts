import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { mulberry32 } from '@pastiche/test-fixtures';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lbfgs } from './lbfgs.js';
import { disposeState, type Optimizer, stateTensor } from './optimizer.js';

type Vector = readonly number[];
type Gradient = (at: Vector, step: number) => number[];

const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const plus = (a: Vector, b: Vector, factor = 1): number[] =>
  a.map((value, i) => value + factor * b[i]!);
const times = (a: Vector, factor: number): number[] => a.map((value) => value * factor);

/** Nocedal & Wright 2006, algorithms 7.4 and 7.5 without a line search, in float64; every iterate. */
function plainLbfgs(start: Vector, gradient: Gradient, steps: number, history: number) {
  const iterates: Vector[] = [];
  const curvatures: number[] = [];
  let pairs: { s: number[]; y: number[] }[] = [];
  let scale = 1;
  let x = [...start];
  let g = gradient(x, 0);
  let move = times(g, -Math.min(1, 1 / g.reduce((sum, value) => sum + Math.abs(value), 0)));
  for (let step = 1; step <= steps; step++) {
    x = plus(x, move);
    iterates.push(x);
    const next = gradient(x, step);
    const [s, y] = [move, plus(next, g, -1)];
    g = next;
    const ys = dot(y, s);
    curvatures.push(ys);
    if (ys > 1e-10) {
      pairs = [...pairs, { s, y }].slice(-history);
      scale = ys / dot(y, y);
    }
    let q = times(g, -1);
    const alphas = new Map<object, number>();
    for (const pair of [...pairs].reverse()) {
      const alpha = dot(pair.s, q) / dot(pair.y, pair.s);
      alphas.set(pair, alpha);
      q = plus(q, pair.y, -alpha);
    }
    let r = times(q, scale);
    for (const pair of pairs) {
      const beta = dot(pair.y, r) / dot(pair.y, pair.s);
      r = plus(r, pair.s, alphas.get(pair)! - beta);
    }
    move = r;
  }
  return { iterates, curvatures };
}

const pixels = (values: Vector): tf.Tensor4D => tf.tensor4d([...values], [1, 1, values.length, 1]);

/** Every iterate of the engine's. */
function run(optimizer: Optimizer, start: Vector, gradient: Gradient, steps: number): number[][] {
  const image = pixels(start);
  let state = optimizer.init(image);
  image.dispose();
  const iterates: number[][] = [];
  for (let step = 0; step < steps; step++) {
    const here = pixels(gradient([...optimizer.image(state).dataSync()], step));
    const next = optimizer.update(state, here);
    here.dispose();
    disposeState(state);
    state = next;
    iterates.push([...optimizer.image(state).dataSync()]);
  }
  disposeState(state);
  return iterates;
}

/** f(x) = ½ Σ a_i (x_i − m_i)², whose gradient is a_i (x_i − m_i). */
const quadratic =
  (a: Vector, minimum: Vector): Gradient =>
  (x) =>
    x.map((value, i) => a[i]! * (value - minimum[i]!));

const STEEPNESS = [1, 1.5, 2, 3, 4, 5, 7, 9];
const MINIMUM = [0.1, 0.9, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
const START = MINIMUM.map(() => 0.5);

describe.each(['cpu', 'wasm'])('L-BFGS on %s', (backend) => {
  let before = 0;
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });
  beforeEach(() => {
    before = tf.memory().numTensors;
  });

  it('takes a first step along −g of length min(1, 1/‖g‖₁)', () => {
    // ‖g‖₁ = 3 + 1 = 4, so each moves by −g/4; for [0.25, −0.5], whose sum is below 1, by −g.
    const optimizer = lbfgs({ learningRate: 1, history: 5 });
    expect(run(optimizer, [0.5, 0.5], () => [3, -1], 1)).toEqual([[-0.25, 0.75]]);
    expect(run(optimizer, [0.5, 0.5], () => [0.25, -0.5], 1)).toEqual([[0.25, 1]]);
  });

  it('takes the secant step in two dimensions', () => {
    // f = ½(x² + 2y²) from (1, 1): g = (1, 2), first step −g/3 to (2/3, 1/3).
    // g = (2/3, 2/3); s = (−1/3, −2/3), y = (−1/3, −4/3); y·s = 1/9 + 8/9 = 1, y·y = 17/9, γ = 9/17.
    // α = s·(−g)/(y·s) = 4/9 + 2/9 = 2/3; q = −g − αy = (−2/3 + 2/9, −2/3 + 8/9) = (−4/9, 2/9).
    // r = γq = (−4/17, 2/17); β = y·r = 4/51 − 8/51 = −4/51; α − β = 38/51.
    // r + s·38/51 = (−4/17 − 38/153, 2/17 − 76/153) = (−74/153, −58/153).
    const [, second] = run(
      lbfgs({ learningRate: 1, history: 5 }),
      [1, 1],
      ([x, y]) => [x!, 2 * y!],
      2,
    );
    expect(second).toBeAllClose([2 / 3 - 74 / 153, 1 / 3 - 58 / 153], 1e-5);
  });

  it('reaches the minimum of a quadratic', () => {
    const gradient = quadratic(STEEPNESS, MINIMUM);
    const iterates = run(lbfgs({ learningRate: 1, history: 20 }), START, gradient, 30);
    expect(iterates.at(-1)).toBeAllClose(MINIMUM, 1e-5);
  });

  it('walks as the plain two-loop recursion, beyond its history', () => {
    const gradient = quadratic(STEEPNESS, MINIMUM);
    const expected = plainLbfgs(START, gradient, 15, 4); // 14 pairs for 4 places
    expect(Math.min(...expected.curvatures.slice(0, 14))).toBeGreaterThan(1e-10);
    const actual = run(lbfgs({ learningRate: 1, history: 4 }), START, gradient, 15);
    actual.forEach((iterate, step) => {
      expect(iterate).toBeAllClose(expected.iterates[step]!, 1e-4);
    });
    // The history matters: with all pairs the walk is another one.
    const unlimited = plainLbfgs(START, gradient, 15, 100);
    expect(actual[8]).not.toBeAllClose(unlimited.iterates[8]!, 1e-3);
  });

  it('passes over pairs without positive curvature', () => {
    // Random gradients that no function has: some pairs are unusable.
    const random = mulberry32(4);
    const gradients = Array.from({ length: 16 }, () => START.map(() => 2 * random() - 1));
    const gradient: Gradient = (_, step) => gradients[step]!;
    const expected = plainLbfgs(START, gradient, 15, 20);
    expect(expected.curvatures.filter((ys) => ys <= 0).length).toBeGreaterThan(2);
    expect(expected.curvatures.filter((ys) => ys > 1e-10).length).toBeGreaterThan(3);
    const actual = run(lbfgs({ learningRate: 1, history: 20 }), START, gradient, 15);
    actual.forEach((iterate, step) => {
      expect(iterate).toBeAllClose(expected.iterates[step]!, 1e-4);
    });
  });

  it('leaves an unusable pair in its place until newer ones push it out', () => {
    const gradients = [
      [1, 1],
      [-1, 1],
      [-1, 3],
    ];
    const walk = (history: number) =>
      run(lbfgs({ learningRate: 1, history }), [0, 0], (_, step) => gradients[step]!, 3);
    // s₁ = (−½, −½), y₁ = (−2, 0): y·s = 1, γ = 1/4. q = (1, −1), α = 0, r = (¼, −¼), β = −½, so
    // s₂ = r + ½s₁ = (0, −½). y₂ = (0, 2): y·s = −1, unusable, and γ stays.
    // With both places: q = (1, −3), α = 1, r = ¼(3, −3), β = −3/2, r + (5/2)s₁ = (−½, −2).
    expect(walk(2)).toEqual([
      [-0.5, -0.5],
      [-0.5, -1],
      [-1, -3],
    ]);
    // With one place nothing but γ is left: −g/4 = (¼, −¾).
    expect(walk(1)).toEqual([
      [-0.5, -0.5],
      [-0.5, -1],
      [-0.25, -1.75],
    ]);
  });

  it('stays where the gradient is zero', () => {
    const iterates = run(lbfgs({ learningRate: 1, history: 5 }), [0.25, 0.75], () => [0, 0], 4);
    expect(iterates).toEqual(Array(4).fill([0.25, 0.75]));
  });

  it('shows the iterate with colours that exist', () => {
    const optimizer = lbfgs({ learningRate: 1, history: 5 });
    tf.tidy(() => {
      const state = optimizer.update(optimizer.init(pixels([0.5, 0.5])), pixels([0.75, -0.25]));
      expect([...optimizer.image(state).dataSync()]).toEqual([-0.25, 0.75]);
      expect([...optimizer.picture(state).dataSync()]).toEqual([0, 0.75]);
    });
  });

  it('begins anew at another size, from the enlarged image', async () => {
    const optimizer = lbfgs({ learningRate: 1, history: 5 });
    const image = pixels([0.5, 0.25]);
    const gradient = pixels([1, 1]);
    const start = optimizer.init(image);
    const state = optimizer.update(start, gradient);
    const larger = await optimizer.rescale(state, async (tensor, filter) => {
      expect(filter).toBe('cubic');
      return pixels([...tensor.dataSync()].flatMap((value) => [value, value]));
    });
    expect(larger.counts).toEqual({ step: 0, pairs: 0 });
    expect(Object.keys(larger.tensors)).toEqual(['image']);
    expect([...stateTensor(larger, 'image').dataSync()]).toEqual([0, 0, -0.25, -0.25]);
    tf.dispose([image, gradient]);
    for (const each of [start, state, larger]) disposeState(each);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps three tensors for each remembered pair and five more', () => {
    const optimizer = lbfgs({ learningRate: 1, history: 3 });
    const image = pixels(START);
    let state = optimizer.init(image);
    expect(tf.memory().numTensors).toBe(before + 2);
    // Image, last gradient, direction, step length and curvature; then s, y and ρ for each pair.
    for (const pairs of [0, 1, 2, 3, 3, 3]) {
      const at = [...optimizer.image(state).dataSync()];
      const gradient = pixels(quadratic(STEEPNESS, MINIMUM)(at, 0));
      const next = optimizer.update(state, gradient);
      tf.dispose(gradient);
      disposeState(state);
      state = next;
      expect(tf.memory().numTensors).toBe(before + 1 + 5 + 3 * pairs);
    }
    disposeState(state);
    image.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
