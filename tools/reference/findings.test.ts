import { describe, expect, it } from 'vitest';
import { createFindings } from './findings.js';
import { createReport, describeFinding } from './report.js';
import { compareVectors, relative, statistics } from './statistics.js';

describe('findings', () => {
  it('keeps the worst error of each quantity and counts the comparisons', () => {
    const findings = createFindings('wasm', 'a', 'max');
    findings.record('feature maps', 1e-6, 'conv1_1');
    findings.record('feature maps', 3e-6, 'conv2_1');
    findings.record('feature maps', 2e-6, 'conv3_1');
    findings.record('Adam', 2e-3, 'loss[3]');
    const report = createReport('wasm', findings.worst(), 1);
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
    const report = createReport('webgl', findings.worst(), 1);
    expect(report.beyond.map(({ at }) => at)).toEqual(['x = probe']);
    expect(JSON.parse(JSON.stringify(report)).beyond[0].error).toBeGreaterThan(1e300);
  });

  it('names the worst over all sets and poolings once', () => {
    const max = createFindings('wasm', 'a', 'max');
    const average = createFindings('wasm', 'b', 'average');
    max.record('total loss', 1e-6, 'x = probe');
    average.record('total loss', 2e-6, 'x = content');
    const report = createReport('wasm', [...max.worst(), ...average.worst()], 1);
    expect(report.worst.map(({ set, error }) => [set, error])).toEqual([['b', 2e-6]]);
    expect(report.findings.length).toBe(2);
    expect(report.passed).toBe(true);
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
    const { relativeL2, angle, flips, median } = compareVectors([3, 4], [4, 3], 1);
    expect([flips, median]).toEqual([0, 1 / Math.sqrt(12.5)]);
    // With the other two values exact, the third is a flip and leaves no distance.
    expect(compareVectors([1, 2, 9], [1, 2, 3], 0.5)).toMatchObject({
      relativeL2: 0,
      median: 0,
      flips: 1 - 2 / 3,
    });
    expect(relativeL2).toBeCloseTo(Math.SQRT2 / 5, 12);
    expect(angle).toBeCloseTo(1 / 25, 12);
  });
});
