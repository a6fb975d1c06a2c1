/**
 * Puts values into the `{places}` of a phrase; places without a value stay as they are.
 *
 * @example
 * fill('{index} of {of}', { index: 2, of: 5 }); // '2 of 5'
 */
export function fill(phrase: string, values: Readonly<Record<string, string | number>>): string {
  return phrase.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
