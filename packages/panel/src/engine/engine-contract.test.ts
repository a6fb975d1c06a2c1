import { PAINTING_BYTES } from '@pastiche/core/limits';
import { expect, it } from 'vitest';
import { ENGINE_CONTRACT } from './engine-contract.js';

const REQUEST = { content: 'a', styles: [], parameters: {}, network: 'auto', frames: false };

it('a painting that is gone on from has as many bytes as one may have, and no more', () => {
  const read = ENGINE_CONTRACT.requests.run.body;
  const smallerPainting = new Uint8Array(PAINTING_BYTES);
  expect(read({ ...REQUEST, smallerPainting }).smallerPainting).toBe(smallerPainting);
  expect(() => read({ ...REQUEST, smallerPainting: new Uint8Array(PAINTING_BYTES + 1) })).toThrow(
    "a painting's file of at most 80000000 bytes",
  );
});
