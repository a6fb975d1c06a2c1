import { expect, it } from 'vitest';
import { turnUpright } from './turn-upright.js';

/** Three columns and two rows, each pixel with its letter in all four bytes. */
const lying = {
  width: 3,
  height: 2,
  data: Uint8ClampedArray.from(
    [...'abcdef'].flatMap((letter) => Array(4).fill(letter.charCodeAt(0))),
  ),
};

function turned(orientation: number): string {
  const { width, data } = turnUpright(lying, orientation);
  const letters = String.fromCharCode(...data.filter((_, at) => at % 4 === 0));
  return letters.match(new RegExp(`.{${width}}`, 'g'))?.join(' ') ?? '';
}

// What is told is where the first row and the first column of what is stored are to be seen.
it.each([
  [1, 'abc def'], // above, left
  [2, 'cba fed'], // above, right
  [3, 'fed cba'], // below, right
  [4, 'def abc'], // below, left
  [5, 'ad be cf'], // left, above
  [6, 'da eb fc'], // right, above
  [7, 'fc eb da'], // right, below
  [8, 'cf be ad'], // left, below
])('orientation %d', (orientation, expected) => {
  expect(turned(orientation)).toBe(expected);
});

it.each([0, 9, Number.NaN])(
  'leaves a picture alone when it is told nonsense: %d',
  (orientation) => {
    expect(turnUpright(lying, orientation)).toBe(lying);
  },
);
