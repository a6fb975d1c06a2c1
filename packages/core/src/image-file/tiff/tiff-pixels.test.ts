import { describe, expect, it } from 'vitest';
import { tiffPixels } from './tiff-pixels.js';

const shape = { width: 1, height: 1 };
const plain = { palette: [], alpha: null, space: null };

describe('tiffPixels', () => {
  it('takes the alpha from where it lies, and divides colours by it that were multiplied (case 03)', () => {
    const samples = Uint8Array.of(100, 50, 0, 9, 128);
    const rgb = { ...shape, samples: 5, colours: 'rgb' } as const;
    expect([...tiffPixels(samples, rgb, plain).data]).toEqual([100, 50, 0, 255]);
    const straight = { ...plain, alpha: { sample: 4, isMultiplied: false } };
    expect([...tiffPixels(samples, rgb, straight).data]).toEqual([100, 50, 0, 128]);
    const multiplied = { ...plain, alpha: { sample: 4, isMultiplied: true } };
    // 100 · 255 / 128 = 199.2; 50 · 255 / 128 = 99.6.
    expect([...tiffPixels(samples, rgb, multiplied).data]).toEqual([199, 100, 0, 128]);
  });

  it('multiplies inks where no profile says more', () => {
    const inks = { ...shape, samples: 4, colours: 'cmyk' } as const;
    // (255 − 51) · (255 − 102) / 255 = 122.4; 255 · 153 / 255 = 153; 0.
    const { data } = tiffPixels(Uint8Array.of(51, 0, 255, 102), inks, plain);
    expect([...data]).toEqual([122, 153, 0, 255]);
  });
});
