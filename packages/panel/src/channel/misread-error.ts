import { DISAGREEMENT } from './disagreement.js';
import { valueInWords } from './value-in-words.js';

/** A value from outside is not what it must be. The message names the place, what was expected and what came. */
export class MisreadError extends Error {
  override readonly name: string = 'MisreadError';
  readonly code = 'bad-message';
  readonly said = DISAGREEMENT;
  /** Where in the value, outermost first; empty: the value itself. */
  readonly path: readonly (string | number)[];
  /** Fits after "Expected". */
  readonly expected: string;
  /** Fits before "came". */
  readonly came: string;

  constructor(expected: string, came: string, path: readonly (string | number)[] = []) {
    super(`Expected ${expected}${path.length > 0 ? ` at ${inDots(path)}` : ''}, but ${came} came.`);
    this.expected = expected;
    this.came = came;
    this.path = path;
  }
}

/** Refuses `value` in the one form that all readers' refusals have. @throws MisreadError always */
export function misread(expected: string, value: unknown): never {
  throw new MisreadError(expected, valueInWords(value));
}

/** What `read` returns; a refusal from within it gets `step` put before its path. */
export function readAt<T>(step: string | number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MisreadError)) throw error;
    throw new MisreadError(error.expected, error.came, [step, ...error.path]);
  }
}

/** `['styles', 2, 'weight']` as `styles[2].weight`. */
function inDots(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
