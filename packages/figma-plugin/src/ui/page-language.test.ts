import { ENGLISH } from '@pastiche/panel/core';
import { expect, it } from 'vitest';
import { pageLanguage } from './page-language.js';

const page = {
  querySelector: (selector: string) =>
    selector === 'script[data-asset="l10n/de.json"]' ? { textContent: '{"Yes":"Ja"}' } : null,
} as unknown as Document;

it('is the first that the page carries', () => {
  expect(pageLanguage(page, ['fr', 'de-CH', 'en'])).toEqual({
    tag: 'de-CH',
    dictionary: { Yes: 'Ja' },
  });
});

it('is English where a person prefers that, or the page carries none that they read', () => {
  expect(pageLanguage(page, ['en-US', 'de'])).toBe(ENGLISH);
  expect(pageLanguage(page, ['fr'])).toBe(ENGLISH);
});
