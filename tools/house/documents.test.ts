import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  anchorsIn,
  countWords,
  isAmong,
  linksIn,
  listDocuments,
  listFiles,
  paragraphsIn,
  scriptsNamedIn,
  sourcesNamedIn,
  untilFirstTableEnds,
  withoutSection,
} from './documents.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const documents = listDocuments(ROOT);
const files = listFiles(ROOT);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

function documentAt(path: string): string {
  const found = documents.find((document) => document.path === path);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  return found.text;
}

describe('the documents', () => {
  it('README comes to its first table, and through it, in 600 words', () => {
    const beginning = untilFirstTableEnds(documentAt('README.md'));
    expect(beginning).toContain('|');
    expect(countWords(beginning)).toBeLessThanOrEqual(600);
  });

  it('ARCHITECTURE is read in eight minutes at 240 words a minute, its glossary aside', () => {
    const text = withoutSection(documentAt('ARCHITECTURE.md'), '## Words');
    expect(countWords(text)).toBeLessThanOrEqual(8 * 240);
  });

  it('ARCHITECTURE has no paragraph of 80 words', () => {
    const paragraphs = paragraphsIn(documentAt('ARCHITECTURE.md'));
    expect(paragraphs.length).toBeGreaterThan(20);
    expect(paragraphs.filter((paragraph) => countWords(paragraph) >= 80)).toEqual([]);
  });

  it('every decision fits on 40 lines', () => {
    const decisions = documents.filter(({ path }) => path.startsWith('docs/adr/'));
    expect(decisions.length).toBeGreaterThan(5);
    const long = decisions.filter(({ text }) => text.trimEnd().split('\n').length > 40);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it.each(documents)('every link of $path leads somewhere', ({ path, text }) => {
    const dead = linksIn(text).filter((link) => !leadsSomewhere(path, link));
    expect(dead).toEqual([]);
  });

  it.each(documents)('every source file that $path names exists', ({ text }) => {
    expect(sourcesNamedIn(text).filter((named) => !isAmong(files, named))).toEqual([]);
  });

  it.each(documents)('every script that $path has people run exists', ({ text }) => {
    expect(scriptsNamedIn(text).filter((name) => !(name in scripts))).toEqual([]);
  });
});

function leadsSomewhere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsIn(documentAt(target)).includes(anchor);
}

describe('reading a document', () => {
  const text = [
    '# A title',
    '',
    'One two',
    'three – four.',
    '',
    '| a | b |',
    '| - | - |',
    '| c | d |',
    '',
    '## Words',
    '',
    '- first `src/{one,two}.ts`',
    '- second [there](other.md#a-heading), [far away](https://example.org), `[no](link.md)`',
    '',
    '```ts',
    'const [a](b) = `c.ts`;',
    '```',
    '',
    '## After it',
  ].join('\n');

  it('words are counted without the signs between them', () => {
    expect(countWords('One two\nthree – four. | a |')).toBe(5);
  });

  it('its beginning ends with the last row of its first table', () => {
    expect(untilFirstTableEnds(text).split('\n').at(-1)).toBe('| c | d |');
    expect(untilFirstTableEnds('no table')).toBe('no table');
  });

  it('a section is left out up to the next heading of its level', () => {
    expect(withoutSection(text, '## Words')).not.toContain('first');
    expect(withoutSection(text, '## Words')).toContain('## After it');
    expect(withoutSection(text, '## Nothing')).toBe(text);
  });

  it('paragraphs and list items are told apart, without tables and code', () => {
    expect(paragraphsIn(text).map((paragraph) => paragraph.slice(0, 9))).toEqual([
      'One two t',
      '- first `',
      '- second ',
    ]);
  });

  it('links within the repository are found, and none in code', () => {
    expect(linksIn(text)).toEqual(['other.md#a-heading']);
    expect(linksIn('<img src="a.webp">')).toEqual(['a.webp']);
    expect(anchorsIn(text)).toEqual(['a-title', 'words', 'after-it']);
  });

  it('scripts are found in prose and in code', () => {
    expect(scriptsNamedIn('`npm run a:b -- <c>`, npm run d\n```sh\nnpm run a:b\n```')).toEqual([
      'a:b',
      'd',
    ]);
  });

  it('source files in code type are found, also by the end of their path', () => {
    expect(sourcesNamedIn(text)).toEqual(['src/one.ts', 'src/two.ts']);
    expect(sourcesNamedIn('the `.d.ts` files, `<name>.ts`, `*.test.ts`')).toEqual(['*.test.ts']);
    expect(isAmong(['packages/core/src/one.ts'], 'src/one.ts')).toBe(true);
    expect(isAmong(['packages/core/src/one.ts'], 'ore/src/one.ts')).toBe(false);
    expect(isAmong(['src/one.test.ts'], 'src/*.test.ts')).toBe(true);
    expect(isAmong(['src/two/one.ts'], 'src/*.ts')).toBe(false);
  });
});
