/** A step s, the change of gradient y along it, and 1/(y·s). */
interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

/** Below it the curvature y·s is noise or negative, and the pair is left out. */
const SMALLEST_CURVATURE = 1e-10;

/**
 * The losses at x_0 … x_(length − 1) of L-BFGS without line search, in float64, as the reference ran it:
 * the first step moves all pixels together by at most 1, later ones have length 1.
 *
 * @param evaluate loss and gradient at x_step
 */
export function exactLbfgsCurve(
  start: Float64Array,
  history: number,
  length: number,
  evaluate: (x: Float64Array, step: number) => { loss: number; gradient: Float64Array },
): number[] {
  const curve: number[] = [];
  const pairs: Pair[] = [];
  let x = start;
  let last: { gradient: Float64Array; s: Float64Array } | null = null;
  for (let step = 0; step < length; step++) {
    const { loss, gradient } = evaluate(x, step);
    curve.push(loss);
    if (last !== null) {
      const { s } = last;
      const y = subtract(gradient, last.gradient);
      const curvature = dot(y, s);
      if (curvature > SMALLEST_CURVATURE) pairs.push({ s, y, rho: 1 / curvature });
      if (pairs.length > history) pairs.shift();
    }
    const next: Float64Array = last === null ? firstStep(gradient) : descend(gradient, pairs);
    x = combine(x, next, 1);
    last = { gradient, s: next };
  }
  return curve;
}

function firstStep(gradient: Float64Array): Float64Array {
  const sum = gradient.reduce((total, value) => total + Math.abs(value), 0);
  const length = Math.min(1, 1 / sum);
  return gradient.map((value) => -length * value);
}

/** The two-loop recursion (Nocedal & Wright 2006, algorithm 7.4). */
function descend(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  let q = gradient.map((value) => -value);
  const alphas: number[] = [];
  for (const { s, y, rho } of [...pairs].reverse()) {
    const alpha = rho * dot(s, q);
    alphas.unshift(alpha);
    q = combine(q, y, -alpha);
  }
  const newest = pairs.at(-1);
  const scale = newest ? 1 / (newest.rho * dot(newest.y, newest.y)) : 1;
  let r = q.map((value) => scale * value);
  pairs.forEach(({ s, y, rho }, at) => {
    r = combine(r, s, (alphas[at] as number) - rho * dot(y, r));
  });
  return r;
}

function combine(a: Float64Array, b: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (value, at) => value + factor * (b[at] as number));
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return combine(a, b, -1);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}
