/** The least and the most that a region may be painted, the rest being 1. */
const LEAST = 0.1;
const MOST = 10;
/** Figures that a person can tell apart. */
const DIGITS = 2;

/** The strength of a region by its place on a slider, −1 (a tenth) .. 0 (as the rest) .. 1 (ten times). */
export function strengthAt(position: number): number {
  return boundedStrength(Number((10 ** position).toPrecision(DIGITS)));
}

/** Where a strength lies on its slider, −1..1. */
export function strengthPosition(strength: number): number {
  return Math.log10(strength);
}

/** As near to a strength as there is on the slider. */
export function boundedStrength(strength: number): number {
  return Math.min(MOST, Math.max(LEAST, strength));
}

/** A strength as masks are kept with it: that of the rest is left out. */
export function unlessPlain(strength: number | undefined): { readonly strength?: number } {
  return strength === undefined || strength === 1 ? {} : { strength };
}
