import type { Said } from '@pastiche/panel/core';

/**
 * Puts a sentence into the language of the editor and fills in its places `{0}`, `{1}` …; the
 * English sentence is its own key, in `l10n/bundle.l10n.*.json`.
 */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/** What is said, in the language of the editor. */
export function inWords(said: Said, t: Translate): string {
  if (typeof said === 'string') return said;
  const values = said.values.map((value) =>
    typeof value === 'number' ? value : inWords(value, t),
  );
  return t(said.pattern, ...values);
}
