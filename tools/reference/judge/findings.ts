import type { BackendName } from '../../../packages/core/src/backend/select.js';
import type { Flip } from '../exact/decisions.js';
import { QUANTITIES, type Quantity, tolerance } from './tolerances.js';

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

/** Decisions of one image that the engine took otherwise than float64, and what they did to a gradient. */
export interface FlippedDecisions {
  readonly set: string;
  readonly pooling: string;
  /** Such as `x = content`. */
  readonly at: string;
  readonly decisions: readonly Flip[];
  /** How many values of the total gradient differ from the reference's by more than they may, of how many. */
  readonly moved: number;
  readonly values: number;
  /** Those that differ most, with their errors over the typical value. */
  readonly furthest: readonly string[];
  /** Median error of all values over the typical one, and the cosine of the two gradients. */
  readonly median: number;
  readonly cosine: number;
}

/** Relative L2 error of one layer's map, by its own arithmetic and from the image on. */
export interface LayerRounding {
  readonly layer: string;
  readonly own: number;
  readonly through: number;
}

/** What checking one set with one pooling, or many, came to. */
export interface Checked {
  /** In the order of {@link QUANTITIES}; quantities that were not looked at are missing. */
  readonly findings: readonly Finding[];
  readonly flips: readonly FlippedDecisions[];
  readonly rounding: readonly LayerRounding[];
}

/** Collects errors and keeps the worst of each quantity. */
export interface Findings {
  record(quantity: Quantity, error: number, at: string): void;
  recordFlips(flips: Omit<FlippedDecisions, 'set' | 'pooling'>): void;
  recordRounding(rounding: LayerRounding): void;
  tolerance(quantity: Quantity): number;
  checked(): Checked;
}

export function createFindings(backend: BackendName, set: string, pooling: string): Findings {
  const found = new Map<Quantity, Finding>();
  const flips: FlippedDecisions[] = [];
  const rounding: LayerRounding[] = [];
  return {
    tolerance: (quantity) => tolerance(backend, quantity),
    record(quantity, error, at) {
      const before = found.get(quantity);
      const comparisons = (before?.comparisons ?? 0) + 1;
      // Not-a-number is as wrong as can be, and JSON has no word for it.
      const size = Number.isFinite(error) ? error : Number.MAX_VALUE;
      const worst = {
        set,
        pooling,
        quantity,
        error: size,
        tolerance: tolerance(backend, quantity),
      };
      const isWorse = before === undefined || size > before.error;
      found.set(quantity, isWorse ? { ...worst, at, comparisons } : { ...before, comparisons });
    },
    recordFlips: (flipped) => flips.push({ set, pooling, ...flipped }),
    recordRounding: (layer) => rounding.push(layer),
    checked: () => ({
      findings: QUANTITIES.flatMap((quantity) => found.get(quantity) ?? []),
      flips,
      rounding,
    }),
  };
}

/** What several checks came to, as one. */
export function joinChecked(parts: readonly Checked[]): Checked {
  return {
    findings: parts.flatMap(({ findings }) => findings),
    flips: parts.flatMap(({ flips }) => flips),
    rounding: parts.flatMap(({ rounding }) => rounding),
  };
}

export function isBeyond(finding: Finding): boolean {
  return finding.error > finding.tolerance;
}
