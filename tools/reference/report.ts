import type { BackendName } from '../../packages/core/src/backend/select.js';
import { type Finding, isBeyond } from './findings.js';
import { QUANTITIES } from './tolerances.js';

/** What a check prints. */
export interface Report {
  readonly backend: BackendName;
  readonly seconds: number;
  /** True when every quantity is within its tolerance. */
  readonly passed: boolean;
  /** The worst of each quantity over all sets and poolings. */
  readonly worst: readonly Finding[];
  /** What is beyond its tolerance. */
  readonly beyond: readonly Finding[];
  /** Everything, one finding for each set, pooling and quantity. */
  readonly findings: readonly Finding[];
}

export function createReport(
  backend: BackendName,
  findings: readonly Finding[],
  seconds: number,
): Report {
  const beyond = findings.filter(isBeyond);
  const worst = QUANTITIES.flatMap((quantity) => {
    const own = findings.filter((finding) => finding.quantity === quantity);
    return own.sort((a, b) => b.error - a.error).slice(0, 1);
  });
  return { backend, seconds, passed: beyond.length === 0, worst, beyond, findings };
}

/** One line for people about what is beyond its tolerance. */
export function describeFinding({ set, pooling, quantity, error, tolerance, at }: Finding): string {
  return `${set}, ${pooling} pooling: ${quantity} is off by ${error.toExponential(2)} at ${at}; ${tolerance} is allowed.`;
}
