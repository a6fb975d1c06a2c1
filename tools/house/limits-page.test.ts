import { readFileSync } from 'node:fs';
import * as LIMITS from '@pastiche/core/limits';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');

/** Rows such as `| \`PNG_CHUNKS\` | 1,000 bytes | refused |`. */
const ROW = /^\| `(\w+)` +\| ([\d,]+) .*?\| +(\S.*?) +\|$/gm;

it('the page of limits has every limit with its value, and what happens above', () => {
  const rows = [...page.matchAll(ROW)].map(([, name, value]) => [
    name,
    Number(value?.replaceAll(',', '')),
  ]);
  const held = Object.entries(LIMITS);
  expect(rows).toHaveLength(held.length);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(held));
});

it('nothing stands twice among the rows', () => {
  const names = [...page.matchAll(ROW)].map(([, name]) => name);
  expect(names).toHaveLength(new Set(names).size);
});
