import { expect, it } from 'vitest';
import { remembered } from './remembered.js';

it('gives what the function gives, also where more colours come than are kept', () => {
  let calls = 0;
  const turned = remembered((bytes, at) => {
    calls += 1;
    return [bytes[at + 3], bytes[at + 1], bytes[at]];
  }, 4);
  const to = new Uint8ClampedArray(4);
  for (const round of [0, 1]) {
    for (let colour = 0; colour < 600_000; colour++) {
      const bytes = [colour & 255, (colour >> 8) & 255, colour >> 16, (colour * 7 + round) & 255];
      turned(bytes, 0, to, 1);
      if (to[1] !== bytes[3] || to[2] !== bytes[1] || to[3] !== bytes[0]) {
        expect([...to]).toEqual([0, bytes[3], bytes[1], bytes[0]]);
      }
    }
  }
  calls = 0;
  turned([1, 2, 3, 4], 0, to, 0);
  turned([1, 2, 3, 4], 0, to, 0);
  expect(calls).toBeLessThanOrEqual(1);
});
