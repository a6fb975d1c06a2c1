import { inEnglish } from '@pastiche/panel/core';
import { expect, it, vi } from 'vitest';
import { drawPart } from './draw-part.js';

const MASK = Uint8Array.of(1, 2);

function start(maskOfPart: () => Promise<Uint8Array | null>) {
  const takeMask = vi.fn(async () => {});
  return { kept: { maskOfPart: vi.fn(maskOfPart) }, model: { takeMask }, takeMask };
}

it('adds the part’s mask to what is drawn for the style', async () => {
  const { kept, model, takeMask } = start(async () => MASK);
  expect(await drawPart({ kept, model }, '1:9', 'built-in:woodcut')).toBeNull();
  expect(kept.maskOfPart).toHaveBeenCalledWith('1:9');
  expect(takeMask).toHaveBeenCalledWith(MASK, { target: 'built-in:woodcut', add: true });
});

it('says why there is nothing to draw, and draws nothing', async () => {
  const hidden = start(async () => null);
  expect(inEnglish((await drawPart(hidden, '1:9', 'b')) ?? '')).toMatch(
    /^Nothing of that part shows/,
  );
  const gone = start(async () => {
    throw new Error('The layer is gone.');
  });
  expect(await drawPart(gone, '1:9', 'b')).toBe('The layer is gone.');
  expect([...hidden.takeMask.mock.calls, ...gone.takeMask.mock.calls]).toEqual([]);
});
