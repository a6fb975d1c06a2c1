import { inEnglish, type Said, sentence } from './sentence.js';

/** What went wrong, as a literal that a program can switch on. */
export type StyleTransferErrorCode =
  | 'invalid-parameter'
  | 'invalid-image'
  | 'invalid-weights'
  | 'invalid-checkpoint'
  | 'invalid-statistics'
  | 'invalid-preset'
  | 'invalid-recipe'
  | 'weights-unavailable'
  | 'checksum-mismatch'
  | 'backend-unavailable'
  | 'out-of-memory'
  | 'diverged'
  | 'aborted';

/**
 * The one error class of the engine. `message` is a sentence for people: what was expected, what
 * came, what to do. `code` is for programs; `cause` keeps the underlying error.
 *
 * @example
 * throw new StyleTransferError('invalid-image', sentence`The picture is ${width} px wide; give one of at least 1 px.`);
 */
export class StyleTransferError extends Error {
  override readonly name = 'StyleTransferError';
  readonly code: StyleTransferErrorCode;
  /** `message` as it can be translated. */
  readonly said: Said;

  constructor(code: StyleTransferErrorCode, message: Said, options?: { cause?: unknown }) {
    super(inEnglish(message), options);
    this.code = code;
    this.said = message;
  }
}

/** Recognizes a {@link StyleTransferError} by its fields, so that one from another realm counts too. */
export function isStyleTransferError(error: unknown): error is StyleTransferError {
  return error instanceof Error && error.name === 'StyleTransferError' && 'code' in error;
}

/** Throws a {@link StyleTransferError} with code `aborted` once `signal` has been aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new StyleTransferError('aborted', sentence`The run was cancelled.`, {
      cause: signal.reason,
    });
  }
}
