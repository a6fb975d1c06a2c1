import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { saidIn } from './said-in.js';
import { ENGLISH } from './words.js';

const words = { ...ENGLISH, saidNoStyle: 'Wähle einen Stil.' };

test('a sentence that has words is said in them, any other as it is', () => {
  expect(saidIn(words, 'Choose a style.')).toBe('Wähle einen Stil.');
  expect(saidIn(words, 'a.png is damaged.')).toBe('a.png is damaged.');
  expect(saidIn(words, 'Dismiss')).toBe('Dismiss');
});

test('each of these words is a sentence that the model says', () => {
  const folder = new URL('../model/', import.meta.url);
  const model = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join();
  const said = Object.entries(ENGLISH).filter(([key]) => key.startsWith('said'));
  expect(said.length).toBeGreaterThan(10);
  for (const [, sentence] of said) expect(model).toContain(`'${sentence}'`);
});
