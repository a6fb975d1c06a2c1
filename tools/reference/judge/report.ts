import type { BackendName } from '../../../packages/core/src/backend/select.js';
import {
  type Checked,
  type Finding,
  type FlippedDecisions,
  isBeyond,
  type LayerRounding,
} from './findings.js';
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
  /** The largest rounding of each layer over all sets and poolings. */
  readonly rounding: readonly LayerRounding[];
  /** Every decision between values equal within rounding that went otherwise than in float64. */
  readonly flips: readonly FlippedDecisions[];
  /** Everything, one finding for each set, pooling and quantity. */
  readonly findings: readonly Finding[];
}

export function createReport(
  backend: BackendName,
  { findings, flips, rounding }: Checked,
  seconds: number,
): Report {
  const beyond = findings.filter(isBeyond);
  const worst = QUANTITIES.flatMap((quantity) => {
    const own = findings.filter((finding) => finding.quantity === quantity);
    return own.sort((a, b) => b.error - a.error).slice(0, 1);
  });
  return {
    ...{ backend, seconds, passed: beyond.length === 0 },
    ...{ worst, beyond, rounding: largestOfEach(rounding), flips, findings },
  };
}

function largestOfEach(rounding: readonly LayerRounding[]): LayerRounding[] {
  const layers = new Map<string, LayerRounding>();
  for (const { layer, own, through } of rounding) {
    const before = layers.get(layer) ?? { own, through };
    const [most, furthest] = [Math.max(own, before.own), Math.max(through, before.through)];
    layers.set(layer, { layer, own: most, through: furthest });
  }
  return [...layers.values()];
}

/** One line for people about what is beyond its tolerance. */
export function describeFinding({ set, pooling, quantity, error, tolerance, at }: Finding): string {
  return `${set}, ${pooling} pooling: ${quantity} is off by ${error.toExponential(2)} at ${at}; ${tolerance} is allowed.`;
}

/** One line for people about decisions that went otherwise than in float64. */
export function describeFlips(flips: FlippedDecisions): string {
  const { set, pooling, at, decisions, moved, values, median, cosine } = flips;
  const list = decisions.map((flip) => `${flip.at} by ${flip.margin.toExponential(1)}`).join(', ');
  return `${set}, ${pooling} pooling, ${at}: decisions that flipped within rounding: ${decisions.length} (${list}); they moved ${moved} of ${values} values of the gradient (median ${median.toExponential(1)}, cosine 1 − ${(1 - cosine).toExponential(1)}).`;
}
