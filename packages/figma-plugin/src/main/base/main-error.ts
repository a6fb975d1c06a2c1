import { inEnglish, type Said, saidBy } from '@pastiche/panel/sentence';

/** What the sandbox refuses, or what went wrong there. */
export class MainError extends Error {
  override readonly name = 'MainError';
  readonly code: 'refused' | 'export' | 'placement' | 'weights-unavailable' | 'storage';

  /** A sentence for people; `message` is its English. */
  readonly said: Said;

  constructor(code: MainError['code'], said: Said, cause?: unknown) {
    super(inEnglish(said));
    this.code = code;
    this.said = said;
    // The language of 2020 has no second argument for it.
    if (cause !== undefined) Object.defineProperty(this, 'cause', { value: cause });
  }
}

/** What whatever was thrown says, without the name of the function with which Figma begins its own. */
export function wordsOf(error: unknown): Said {
  const said = saidBy(error);
  return typeof said === 'string' ? said.replace(/^in \w+: /, '') : said;
}
