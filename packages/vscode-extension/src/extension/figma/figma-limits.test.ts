import * as LIMITS from '@pastiche/panel/limits';
import { expect, it } from 'vitest';
import { entriesIn } from './figma-answer.js';
import { figmaFileKey } from './figma-file-key.js';
import { readBounded } from './read-bounded.js';

it('of Figma’s entries as many are looked at as presets could have, and no more', () => {
  const entries = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`preset.${index}`, 'x']));
  const counted = (count: number) => Object.keys(entriesIn(entries(count))).length;
  expect([LIMITS.FIGMA_ANSWER_ENTRIES, LIMITS.FIGMA_ANSWER_ENTRIES + 1].map(counted)).toEqual([
    10_000, 10_000,
  ]);
});

it('an address of 2000 characters may name a file, and no longer one', () => {
  const address = (characters: number) =>
    'https://www.figma.com/design/AbCdEf0123456789/'.padEnd(characters, 'x');
  expect(figmaFileKey(address(LIMITS.FIGMA_ADDRESS_CHARACTERS))).toBe('AbCdEf0123456789');
  expect(() => figmaFileKey(address(LIMITS.FIGMA_ADDRESS_CHARACTERS + 1))).toThrow(
    'this one does not',
  );
});

it('an answer is read up to its limit, whether or not it tells its length', async () => {
  const read = (bytes: number) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(bytes).fill(0x20));
        controller.close();
      },
    });
    return readBounded(new Response(body), LIMITS.FIGMA_REFUSAL_BYTES);
  };
  expect(await read(LIMITS.FIGMA_REFUSAL_BYTES)).toHaveLength(100_000);
  expect(await read(LIMITS.FIGMA_REFUSAL_BYTES + 1)).toBeNull();
  const told = (bytes: number) =>
    readBounded(
      new Response('x', { headers: { 'content-length': `${bytes}` } }),
      LIMITS.FIGMA_ANSWER_BYTES,
    );
  expect(await told(LIMITS.FIGMA_ANSWER_BYTES)).toBe('x');
  expect(await told(LIMITS.FIGMA_ANSWER_BYTES + 1)).toBeNull();
});
