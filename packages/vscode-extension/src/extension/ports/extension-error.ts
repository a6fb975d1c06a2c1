import { inEnglish, type Said, type Say, saidBy } from '@pastiche/panel/core';

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
  /** What people are told. */
  readonly said: Said;

  constructor(code: ExtensionErrorCode, message: Said, options?: { cause?: unknown }) {
    super(inEnglish(message), options);
    this.code = code;
    this.said = message;
  }
}

/** The literal code of whatever was thrown, or `failed`. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : 'failed';
}

/** What an error says, for the log: in English. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

/** What an error says to people, in the language of the editor. */
export function toldBy(error: unknown, say: Say): string {
  const said = saidBy(error);
  return said === '' ? String(error) : say(said);
}
