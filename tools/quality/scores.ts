/** What VGG19 says of one picture at one size. */
export interface Judgement {
  /** Mean over the style layers of ‖G − A‖²/‖A‖²; 0 is the style itself. */
  readonly style: number;
  /** ‖F − P‖²/‖P‖² at the content layer; 0 is the content itself. */
  readonly content: number;
}

/** A painting beside VGG19's own of the same pair. */
export interface Comparison {
  /** Share of the way in S from the content picture to VGG19's painting; `null` without one. */
  readonly closed: number | null;
  /** Its C divided by that of VGG19's painting; `null` without one. */
  readonly contentRatio: number | null;
}

/** A layer that sees nothing at all in the target has no distance rather than 0/0. */
const SMALLEST_NORM = 1e-12;

/**
 * `‖value − target‖²/‖target‖²`, summed in float64.
 *
 * @throws Error with a sentence when the lengths differ.
 */
export function relativeDistance(value: Float32Array, target: Float32Array): number {
  if (value.length !== target.length) {
    throw new Error(
      `Arrays of one length should be compared, but ${value.length} and ${target.length} values came.`,
    );
  }
  let [distance, norm] = [0, 0];
  target.forEach((wanted, index) => {
    distance += ((value[index] ?? 0) - wanted) ** 2;
    norm += wanted ** 2;
  });
  return distance / Math.max(norm, SMALLEST_NORM);
}

/** `(S0 − S)/(S0 − S_vgg19)`: 0 at the content picture, 1 where VGG19 gets with the same iterations. */
export function closedFraction(start: number, reached: number, reachedByVgg19: number): number {
  return (start - reached) / (start - reachedByVgg19);
}

/** Sets a painting beside the content picture, where every run starts, and VGG19's painting. */
export function compare(
  start: Judgement,
  painting: Judgement,
  vgg19: Judgement | undefined,
): Comparison {
  if (vgg19 === undefined) return { closed: null, contentRatio: null };
  return {
    closed: closedFraction(start.style, painting.style, vgg19.style),
    contentRatio: painting.content / vgg19.content,
  };
}

/** The mean of the numbers there are, or `null` of none. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0
    ? null
    : numbers.reduce((sum, next) => sum + next, 0) / numbers.length;
}

/** The middle number, or the mean of the middle two; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
