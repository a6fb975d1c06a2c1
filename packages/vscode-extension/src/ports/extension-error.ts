/** What went wrong in the extension, as a literal that a program can switch on. */
export type ExtensionErrorCode =
  | 'not-found'
  | 'exists'
  | 'no-permission'
  | 'unavailable'
  | 'failed'
  | 'too-large'
  | 'not-a-picture'
  | 'outside-folder'
  | 'cannot-encode'
  | 'invalid-setting'
  | 'invalid-address'
  | 'rate-limited'
  | 'aborted';

/** The error class of the extension; `message` is one sentence for people. */
export class ExtensionError extends Error {
  override readonly name = 'ExtensionError';
  readonly code: ExtensionErrorCode;

  constructor(code: ExtensionErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The literal code of whatever was thrown, or `failed`. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : 'failed';
}

/** What an error says to people. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
