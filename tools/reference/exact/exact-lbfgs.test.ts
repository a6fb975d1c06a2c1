import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { lbfgs } from '../../../packages/core/src/optimizer/lbfgs.js';
import { disposeState } from '../../../packages/core/src/optimizer/optimizer.js';
import { exactLbfgsCurve } from './exact-lbfgs.js';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

/** Σ c (x − 1)⁴/4 + (x − 1)²/2: curved enough that the pairs matter. */
const CURVATURES = [0.5, 1, 2, 4, 8, 16];

function evaluate(x: Float64Array) {
  const parts = Array.from(x, (value, at) => ({ off: value - 1, c: CURVATURES[at]! }));
  const loss = parts.reduce((sum, { off, c }) => sum + (c * off ** 4) / 4 + off ** 2 / 2, 0);
  return { loss, gradient: Float64Array.from(parts, ({ off, c }) => c * off ** 3 + off) };
}

it.each([10, 2])('makes the steps that the engine’s L-BFGS makes, history %i', (history) => {
  const start = Float64Array.of(0, 0.2, 2, 0.5, 1.4, 0.1);
  const curve = exactLbfgsCurve(start, history, 8, evaluate);
  const optimizer = lbfgs({ learningRate: 1, history });
  const ours: number[] = [];
  let state = optimizer.init(tf.tensor4d([...start], [1, 1, 6, 1]));
  for (let step = 0; step < 8; step++) {
    const { loss, gradient } = evaluate(Float64Array.from(optimizer.image(state).dataSync()));
    ours.push(loss);
    const next = optimizer.update(state, tf.tensor4d([...gradient], [1, 1, 6, 1]));
    disposeState(state);
    state = next;
  }
  expect(curve[7]!).toBeLessThan(curve[0]! / 100);
  for (const [step, loss] of ours.entries()) expect(loss).toBeCloseTo(curve[step]!, 5);
});
