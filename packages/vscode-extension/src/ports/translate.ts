/**
 * Puts a sentence into the language of the editor and fills in its places `{0}`, `{1}` …; the
 * English sentence is its own key, in `l10n/bundle.l10n.*.json`.
 */
export type Translate = (message: string, ...values: (string | number)[]) => string;
