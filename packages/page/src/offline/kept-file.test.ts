import { expect, it } from 'vitest';
import { keptFile } from './kept-file.js';

const SCOPE = 'https://example.org/pastiche/';
const FILES = ['', 'page.js', 'styles/woodcut.webp'];
const get = (url: string) => keptFile({ method: 'GET', url }, SCOPE, FILES);

it.each([
  ['', ''],
  ['index.html', ''],
  ['?from=mail#top', ''],
  ['page.js', 'page.js'],
  ['styles/woodcut.webp', 'styles/woodcut.webp'],
])('answers %s with what is kept', (asked, kept) => {
  expect(get(SCOPE + asked)).toBe(SCOPE + kept);
});

it.each([
  'https://example.org/pastiche/other.js',
  'https://example.org/',
  'https://example.org/pastiche',
  'https://example.org/other/page.js',
  'https://elsewhere.org/pastiche/page.js',
  'https://example.org/pastiche/styles/index.html',
])('leaves %s to the network', (url) => {
  expect(get(url)).toBeNull();
});

it('leaves what is sent to the network', () => {
  expect(keptFile({ method: 'POST', url: `${SCOPE}page.js` }, SCOPE, FILES)).toBeNull();
});
