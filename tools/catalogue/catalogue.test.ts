import { readdirSync, readFileSync } from 'node:fs';
import { BUILT_IN_PRESETS } from '@pastiche/core/presets';
import { CATALOGUE } from '@pastiche/core/weights';
import { describe, expect, it } from 'vitest';
import { sentencesIn } from './sentences-in.js';

const ROOT = new URL('../../', import.meta.url);
const LANGUAGES = new URL('packages/core/data/l10n/', ROOT);
const text = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** Every source whose sentences people may come to read. */
const sources = ['core', 'panel', 'cli', 'figma-plugin', 'vscode-extension', 'page'].flatMap(
  (name) => {
    const folder = `packages/${name}/src/`;
    return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|\/)(test|probe)\//.test(file))
      .map((file) => ({ name: folder + file, source: text(folder + file) }));
  },
);

/** What is said, a pattern each; one without a word of its own only puts others together. */
const said = new Set([
  ...sources.flatMap(({ source }) => sentencesIn(source).map(({ pattern }) => pattern)),
  ...BUILT_IN_PRESETS.flatMap(({ name, description }) => [name, description]),
  ...CATALOGUE.map(({ title }) => title),
]);
const patterns = [...said].filter((pattern) => /\p{L}/u.test(pattern)).sort();

const places = (pattern: string) => [...new Set(pattern.match(/\{\d+\}/g))].sort();

describe.each(readdirSync(LANGUAGES))('the dictionary %s', (file) => {
  const dictionary: Record<string, string> = JSON.parse(
    readFileSync(new URL(file, LANGUAGES), 'utf8'),
  );

  it('has every pattern that any package says, and no others, in order', () => {
    expect(Object.keys(dictionary)).toEqual(patterns);
  });

  it('has the same places in each', () => {
    for (const [english, translated] of Object.entries(dictionary)) {
      expect(places(translated), english).toEqual(places(english));
    }
  });
});

it('every sentence that is thrown or told is tagged, and so are the words in it', () => {
  const untagged =
    /(?:new (?:StyleTransfer|Channel|PluginData|Transient|Extension|Main|Command)Error\(\s*(?:'[\w-]+',\s*)?|notices\.(?:info|error)\(\s*|\bsay\(\s*|\brefuse\w*\(\s*)(?:'[^'\n]* |`[^`\n]* )(?![\s\S]{0,200}said: )/g;
  for (const { name, source } of sources) {
    expect(source.match(untagged), name).toBeNull();
    for (const { pattern, values } of sentencesIn(source)) {
      const own = values.map((value) => value.replace(/sentence`[^`]*`/g, '')).join();
      expect(own, `${name}: ${pattern}`).not.toMatch(/'[^']*\p{L}[^']*'|`[^`$]*\p{L}/u);
      expect(pattern.replace(/\{\d+\}/g, ''), name).not.toMatch(/[{}]/);
    }
  }
});

it('no element has words of its own that no dictionary knows', () => {
  // Elements and what screen readers say of them; names are no words.
  const words = /(?:aria-label|title|placeholder|alt)="[^"]*\p{L}[^"]*"|>\s*\p{L}[^<>{}=;]*<\//gu;
  for (const { name, source } of sources.filter(({ name }) => name.endsWith('.tsx'))) {
    const own = (source.match(words) ?? []).filter((text) => !/"Esc"|>Pastiche</.test(text));
    expect(own, name).toEqual([]);
  }
});
