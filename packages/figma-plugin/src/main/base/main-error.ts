/** What the sandbox refuses, or what went wrong there; `message` is a sentence for people. */
export class MainError extends Error {
  override readonly name = 'MainError';
  readonly code: 'refused' | 'export' | 'placement' | 'weights-unavailable' | 'storage';

  constructor(code: MainError['code'], message: string, cause?: unknown) {
    super(message);
    this.code = code;
    // The language of 2020 has no second argument for it.
    if (cause !== undefined) Object.defineProperty(this, 'cause', { value: cause });
  }
}

/** The words of whatever was thrown, without the name of the function with which Figma begins its own. */
export function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/^in \w+: /, '');
}
