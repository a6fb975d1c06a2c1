import { blobsPicture, greyPicture } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { isGrey } from './grey.js';

const pixel = (...data: number[]) => ({ width: 1, height: 1, data: Uint8ClampedArray.from(data) });

describe('isGrey (case 19)', () => {
  it('tells grey from coloured', () => {
    expect(isGrey(greyPicture(12, 9, 1))).toBe(true);
    expect(isGrey(blobsPicture(12, 9, 1))).toBe(false);
  });

  it.each([
    ['a rounding apart', [100, 102, 101, 255], true],
    ['more than a rounding apart', [100, 103, 101, 255], false],
    ['coloured, but hidden', [255, 0, 0, 0], true],
    ['coloured and just visible', [255, 0, 0, 1], false],
  ] as const)('%s', (_, data, expected) => {
    expect(isGrey(pixel(...data))).toBe(expected);
  });
});
