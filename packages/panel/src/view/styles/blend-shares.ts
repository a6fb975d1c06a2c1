/**
 * Shares of a blend in whole per cent, which add up to 100: those that lost most by rounding down get one more.
 *
 * @param weights ≥ 0, of any sum; where all are 0, so are the shares
 * @example
 * percentages([1, 1, 1]); // [34, 33, 33]
 */
export function percentages(weights: readonly number[]): readonly number[] {
  const exact = normalized(weights).map((share) => share * 100);
  const floors = exact.map(Math.floor);
  const lost = exact.map((share, index) => share - floors[index]);
  const missing = Math.round(sumOf(exact)) - sumOf(floors);
  const byLoss = lost.map((_, index) => index).sort((one, other) => lost[other] - lost[one]);
  const raised = new Set(byLoss.slice(0, missing));
  return floors.map((percent, index) => (raised.has(index) ? percent + 1 : percent));
}

/**
 * The weights once one of them has this share of the blend: the others divide the rest as they did before,
 * or evenly where they had nothing. They add up to 1.
 *
 * @param share 0..1
 */
export function withShare(
  weights: readonly number[],
  index: number,
  share: number,
): readonly number[] {
  // Added up anew: the sum less the one would be off by its rounding, and a share could exceed 1.
  const others = sumOf(weights.filter((_, at) => at !== index));
  const rest = 1 - share;
  return weights.map((weight, at) => {
    if (at === index) return share;
    return others > 0 ? (rest * weight) / others : rest / (weights.length - 1);
  });
}

function normalized(weights: readonly number[]): readonly number[] {
  const sum = sumOf(weights);
  return weights.map((weight) => (sum > 0 ? weight / sum : 0));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
