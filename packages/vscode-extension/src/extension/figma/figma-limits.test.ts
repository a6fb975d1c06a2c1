import { LIMITS } from '@pastiche/panel/core';
import { expect, it } from 'vitest';
import { entriesIn } from './figma-answer.js';
import { figmaFileKey } from './figma-file-key.js';
import { readBounded } from './read-bounded.js';

const most = LIMITS.figmaAnswer;

it('of Figma’s entries as many are looked at as presets could have, and no more', () => {
  const entries = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`preset.${index}`, 'x']));
  const counted = (count: number) => Object.keys(entriesIn(entries(count))).length;
  expect([most.entries, most.entries + 1].map(counted)).toEqual([10_000, 10_000]);
});

it('an address of 2000 characters may name a file, and no longer one', () => {
  const address = (characters: number) =>
    'https://www.figma.com/design/AbCdEf0123456789/'.padEnd(characters, 'x');
  expect(figmaFileKey(address(most.addressCharacters))).toBe('AbCdEf0123456789');
  expect(() => figmaFileKey(address(most.addressCharacters + 1))).toThrow('this one does not');
});

it('an answer is read up to its limit, whether or not it tells its length', async () => {
  const read = (bytes: number) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(bytes).fill(0x20));
        controller.close();
      },
    });
    return readBounded(new Response(body), most.refusalBytes);
  };
  expect(await read(most.refusalBytes)).toHaveLength(100_000);
  expect(await read(most.refusalBytes + 1)).toBeNull();
  const told = (bytes: number) =>
    readBounded(new Response('x', { headers: { 'content-length': `${bytes}` } }), most.bytes);
  expect(await told(most.bytes)).toBe('x');
  expect(await told(most.bytes + 1)).toBeNull();
});
