import { inEnglish, isStyleTransferError, type Said, saidBy, sentence } from '@pastiche/core';

/** What a process ends with: done, failed, wrong usage, interrupted. */
export const EXIT_CODES = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** An error of the command line itself. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  /** One sentence for people; `message` is its English. */
  readonly said: Said;

  constructor(kind: 'failed' | 'usage' | 'interrupted', said: Said, cause?: unknown) {
    super(inEnglish(said), { cause });
    this.said = said;
    this.exitCode = EXIT_CODES[kind];
  }
}

/** The exit code for anything that was thrown. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandError) return error.exitCode;
  if (!isStyleTransferError(error)) return EXIT_CODES.failed;
  if (error.code === 'aborted') return EXIT_CODES.interrupted;
  return error.code === 'invalid-parameter' ? EXIT_CODES.usage : EXIT_CODES.failed;
}

/** What to print for anything that was thrown: one sentence, or the stack, which is English, when `debug` is on. */
export function describeError(error: unknown, debug: boolean): Said {
  if (!(error instanceof Error)) return String(error);
  if (debug) return withCauses(error);
  // Every path that is not absolute asks for it, so this may come from anywhere.
  if (error.message.includes('uv_cwd')) {
    return sentence`The current folder has gone; change into another.`;
  }
  if (error instanceof CommandError || isStyleTransferError(error)) return saidBy(error);
  return sentence`Something unforeseen went wrong: ${firstLine(error.message)}. Set PASTICHE_DEBUG=1 to see where.`;
}

/** The `code` of an error of the operating system, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function withCauses(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\nCaused by: ${withCauses(error.cause)}` : stack;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}
