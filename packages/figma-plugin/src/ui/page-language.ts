import { type Language, languageFor } from '@pastiche/panel/core';

/**
 * The first of the languages that a person reads which this page carries; English needs none.
 *
 * @param tags BCP 47, as `navigator.languages`
 */
export function pageLanguage(
  page: Pick<Document, 'querySelector'>,
  tags: readonly string[],
): Language {
  return languageFor(tags, (name) => {
    const text = page.querySelector(`script[data-asset="l10n/${name}.json"]`)?.textContent;
    return text ? JSON.parse(text) : null;
  });
}
