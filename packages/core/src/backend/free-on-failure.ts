import { freeAll } from './free-all.js';

/**
 * Makes something that takes tensors over, or that needs several; when that fails half way, `free`
 * gives back those that nobody else knows of.
 *
 * @example
 * const norm = freeOnFailure(() => target.dispose(), () => normOf(target));
 * @throws What `make` throws.
 */
export function freeOnFailure<T>(free: () => void, make: () => T): T {
  try {
    return make();
  } catch (error) {
    freeAll(free);
    throw error;
  }
}
