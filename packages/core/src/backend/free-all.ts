/**
 * Carries out every step of a clean-up, also those after one that throws. It throws nothing itself,
 * because it runs where something else may have failed already, which people must hear of first.
 *
 * @returns what the first step that failed threw; `undefined` when all went well
 * @example
 * const trouble = freeAll(() => network.dispose(), () => objective.dispose());
 */
export function freeAll(...steps: readonly (() => void)[]): unknown {
  let first: unknown;
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      first ??= error;
    }
  }
  return first;
}
