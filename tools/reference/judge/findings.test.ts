import { describe, expect, it } from 'vitest';
import { createFindings, joinChecked } from './findings.js';
import { movedValues } from './moved-values.js';
import { createReport, describeFinding, describeFlips } from './report.js';
import { compareVectors, relative, singleError, statistics } from './statistics.js';

describe('findings', () => {
  it('keeps the worst error of each quantity and counts the comparisons', () => {
    const findings = createFindings('wasm', 'a', 'max');
    findings.record('feature maps', 1e-6, 'conv1_1');
    findings.record('feature maps', 3e-6, 'conv2_1');
    findings.record('feature maps', 2e-6, 'conv3_1');
    findings.record('Adam', 2e-3, 'loss[3]');
    const report = createReport('wasm', findings.checked(), 1);
    expect(
      report.worst.map(({ quantity, error, at, comparisons }) => [
        quantity,
        error,
        at,
        comparisons,
      ]),
    ).toEqual([
      ['feature maps', 3e-6, 'conv2_1', 3],
      ['Adam', 2e-3, 'loss[3]', 1],
    ]);
    expect(report.passed).toBe(false);
    expect(report.beyond.map(describeFinding)).toEqual([
      'a, max pooling: Adam is off by 2.00e-3 at loss[3]; 0.001 is allowed.',
    ]);
  });

  it('takes what is not a number for the worst of all', () => {
    const findings = createFindings('webgl', 'a', 'max');
    findings.record('total loss', Number.NaN, 'x = probe');
    findings.record('total loss', 0.5, 'x = content');
    const report = createReport('webgl', findings.checked(), 1);
    expect(report.beyond.map(({ at }) => at)).toEqual(['x = probe']);
    expect(JSON.parse(JSON.stringify(report)).beyond[0].error).toBeGreaterThan(1e300);
  });

  it('names the worst over all sets and poolings once', () => {
    const max = createFindings('wasm', 'a', 'max');
    const average = createFindings('wasm', 'b', 'average');
    max.record('total loss', 1e-6, 'x = probe');
    average.record('total loss', 2e-6, 'x = content');
    const report = createReport('wasm', joinChecked([max.checked(), average.checked()]), 1);
    expect(report.worst.map(({ set, error }) => [set, error])).toEqual([['b', 2e-6]]);
    expect(report.findings.length).toBe(2);
    expect(report.passed).toBe(true);
  });

  it('names the largest rounding of each layer', () => {
    const [max, average] = [createFindings('wasm', 'a', 'max'), createFindings('wasm', 'b', 'max')];
    max.recordRounding({ layer: 'conv1_1', own: 1e-7, through: 4e-7 });
    average.recordRounding({ layer: 'conv1_1', own: 2e-7, through: 3e-7 });
    average.recordRounding({ layer: 'conv1_2', own: 5e-7, through: 6e-7 });
    expect(
      createReport('wasm', joinChecked([max.checked(), average.checked()]), 1).rounding,
    ).toEqual([
      { layer: 'conv1_1', own: 2e-7, through: 4e-7 },
      { layer: 'conv1_2', own: 5e-7, through: 6e-7 },
    ]);
  });

  it('counts and lists decisions that flipped and what they moved', () => {
    const findings = createFindings('wasm', 'a', 'max');
    // The typical value is √(28/6) = 2.16: 0.01 is 4.6e-3 of it, 0.0001 is 4.6e-5.
    const moved = movedValues([1, 2.0001, 3, 1, 2.01, 3], [1, 2, 3, 1, 2, 3], 2, 1e-4);
    expect(moved).toEqual({ moved: 1, values: 6, furthest: ['[0, 1, 1] by 4.6e-3'] });
    const decisions = [{ at: 'conv1_2 ReLU [3, 4, 5]', margin: 3.84e-7 }];
    findings.recordFlips({
      at: 'x = probe',
      decisions,
      ...moved,
      median: 1.2e-6,
      cosine: 1 - 4e-9,
    });
    const { flips } = createReport('wasm', findings.checked(), 1);
    expect(flips.map(describeFlips)).toEqual([
      'a, max pooling, x = probe: decisions that flipped within rounding: 1 (conv1_2 ReLU [3, 4, 5] by 3.8e-7); they moved 1 of 6 values of the gradient (median 1.2e-6, cosine 1 − 4.0e-9).',
    ]);
  });
});

describe('statistics', () => {
  it('are those of the population', () => {
    // mean 1, deviations −3, −1, 1, 3: √(20/4); 4 + 0 + 4 + 16 = 24.
    expect(statistics([-2, 0, 2, 4])).toEqual({
      mean: 1,
      std: Math.sqrt(5),
      l2: Math.sqrt(24),
      l1: 8,
      min: -2,
      max: 4,
      maxAbs: 4,
      zeroFraction: 0.25,
    });
  });

  it('compare numbers and vectors', () => {
    expect(relative(1.5, -2)).toBe(1.75);
    expect(relative(0.25, 0)).toBe(0.25);
    // (3, 4) against (4, 3): distance √2 over 5, cosine 24/25.
    const { relativeL2, angle, median, largest } = compareVectors([3, 4], [4, 3]);
    expect([median, largest]).toEqual([1 / Math.sqrt(12.5), 1 / Math.sqrt(12.5)]);
    // A single value is judged by the typical one where it is small itself.
    expect(singleError(1, 0.5, 10)).toBe(0.05);
    expect(singleError(150, 100, 10)).toBe(0.5);
    expect(relativeL2).toBeCloseTo(Math.SQRT2 / 5, 12);
    expect(angle).toBeCloseTo(1 / 25, 12);
  });
});
