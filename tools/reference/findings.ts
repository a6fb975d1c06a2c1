import type { BackendName } from '../../packages/core/src/backend/select.js';
import { flipSize, QUANTITIES, type Quantity, tolerance } from './tolerances.js';

/** The worst relative error of one quantity, and where it is. */
export interface Finding {
  readonly set: string;
  readonly pooling: string;
  readonly quantity: Quantity;
  readonly error: number;
  readonly tolerance: number;
  /** Such as `probe conv4_1 std`. */
  readonly at: string;
  /** Numbers compared. */
  readonly comparisons: number;
}

/** Collects errors and keeps the worst of each quantity. */
export interface Findings {
  record(quantity: Quantity, error: number, at: string): void;
  /** How far a value of a gradient may be off before it counts as a flip. */
  readonly flip: number;
  /** In the order of {@link QUANTITIES}; quantities that were not looked at are missing. */
  worst(): Finding[];
}

export function createFindings(backend: BackendName, set: string, pooling: string): Findings {
  const found = new Map<Quantity, Finding>();
  return {
    flip: flipSize(backend),
    record(quantity, error, at) {
      const before = found.get(quantity);
      const comparisons = (before?.comparisons ?? 0) + 1;
      // Not-a-number is as wrong as can be, and JSON has no word for it.
      const size = Number.isFinite(error) ? error : Number.MAX_VALUE;
      const isWorse = before === undefined || size > before.error;
      found.set(
        quantity,
        isWorse
          ? {
              set,
              pooling,
              quantity,
              error: size,
              tolerance: tolerance(backend, quantity),
              at,
              comparisons,
            }
          : { ...before, comparisons },
      );
    },
    worst: () => QUANTITIES.flatMap((quantity) => found.get(quantity) ?? []),
  };
}

export function isBeyond(finding: Finding): boolean {
  return finding.error > finding.tolerance;
}
