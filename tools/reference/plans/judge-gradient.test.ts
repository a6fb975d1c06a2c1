import { describe, expect, it } from 'vitest';
import { judgeGradient } from './judge-gradient.js';
import type { PieceFlip } from './piece-flips.js';

/** A gradient of 20 × 10 px whose values are all 1 or −1. */
const whole = Float32Array.from({ length: 20 * 10 * 3 }, (_, at) => (at % 2 === 0 ? 1 : -1));
const reach = { left: 4, top: -3, right: 8, bottom: 2 };
const flip = (margin: number): PieceFlip => ({
  ...{ layer: 'conv1_2', kind: 'ReLU', y: 1, x: 5, channel: 2, margin },
  reach,
});

/** The gradient with one value, `[y, x, 0]`, that is off. */
function offAt(y: number, x: number, by: number): Float32Array {
  const values = whole.slice();
  values[(y * 20 + x) * 3] += by;
  return values;
}

function judge(pieces: Float32Array, ...flips: PieceFlip[]) {
  return judgeGradient(pieces, whole, 20, async () => flips);
}

describe('the judge of a gradient in pieces', () => {
  it('looks for no flips where rounding alone is left', async () => {
    // 1e-3 of √600.
    const judged = await judge(offAt(1, 5, 1e-3), flip(1));
    expect(judged).toMatchObject({ flips: [], passed: true });
    expect(judged.distance).toBeCloseTo(1e-3 / Math.sqrt(600), 6);
    expect(judged.unmoved).toBeCloseTo(judged.distance, 12);
  });

  it('allows what a flip between equal values moves, where it reaches and nowhere else', async () => {
    const moved = await judge(offAt(1, 7, 0.1), flip(1e-6));
    expect(moved).toMatchObject({ passed: true, unmoved: 0 });
    expect(moved.distance).toBeCloseTo(0.1 / Math.sqrt(600), 6);
    for (const [y, x] of [
      [1, 8],
      [2, 7],
      [1, 3],
    ] as const) {
      expect(await judge(offAt(y, x, 0.1), flip(1e-6))).toMatchObject({ passed: false });
    }
  });

  it('allows no other decision, and no difference without one', async () => {
    expect(await judge(offAt(1, 5, 0.1))).toMatchObject({ flips: [], passed: false });
    expect(await judge(offAt(1, 5, 0.1), flip(1e-3))).toMatchObject({ passed: false });
    expect(await judge(offAt(1, 5, 0.1), flip(1e-6), flip(1e-3))).toMatchObject({ passed: false });
  });

  it('allows no gradient that points elsewhere', async () => {
    // 1 − cosine: about 1/2 · (0.5/√600)² = 2e-4.
    const judged = await judge(offAt(1, 5, 0.5), flip(1e-6));
    expect(judged.angle).toBeGreaterThan(1e-4);
    expect(judged.passed).toBe(false);
  });
});
