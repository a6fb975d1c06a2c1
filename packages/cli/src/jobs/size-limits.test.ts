import { DEFAULT_PARAMETERS, inEnglish, type Said } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { memoryNote, type PaintedSize, stylesNote } from './size-limits.js';

const square = (side: number, change: Partial<PaintedSize> = {}): PaintedSize => ({
  width: side,
  height: side,
  network: 'vgg19-lite',
  parameters: DEFAULT_PARAMETERS,
  wasm: true,
  available: 64e9,
  ...change,
});

const said = (note: Said | null) => note && inEnglish(note);

describe('what is said of memory before a run', () => {
  // 8e6 + 1200 · 1888² = 4.285e9 of 2^32 = 4.295e9; 115e6 + 5200 · 896² = 4.290e9.
  it.each([
    [square(512)],
    [square(1888)],
    [square(896, { network: 'vgg19' })],
    [square(896, { network: 'vgg19-lite+vgg19' })],
    [square(4096, { wasm: false })],
  ])('is nothing where there is enough', (painted) => {
    expect(memoryNote(painted)).toBeNull();
  });

  it('is a warning where the estimate is over what WebAssembly can address', () => {
    expect(said(memoryNote(square(2048)))).toBe(
      'Painting 2048 × 2048 px may need more memory than the wasm backend can get (about 5.0 GB of 4.3 GB with vgg19-lite); should it end early, what it reached is saved. --size 1888 is one that fits.',
    );
    expect(said(memoryNote(square(960, { network: 'vgg19-lite+vgg19' })))).toMatch(
      /with vgg19\).*--size 896 is one that fits\.$/,
    );
  });

  it('is a refusal where the size can never be painted (case 16)', () => {
    // 8e6 + 1200 · 4096 · 3072 = 15.1e9; 1888 · √(4/3) = 2180.1, down to a multiple of 32.
    expect(() => memoryNote({ ...square(4096), height: 3072 })).toThrow(
      'Painting 4096 × 3072 px needs more memory than the wasm backend can get (about 15.1 GB of 4.3 GB with vgg19-lite); choose a smaller size, such as --size 2176.',
    );
  });

  it('counts what L-BFGS remembers', () => {
    const parameters = { ...DEFAULT_PARAMETERS, optimizer: 'lbfgs' } as const;
    // 8e6 + (1200 + 480) · 1888² = 5.996e9.
    expect(said(memoryNote(square(1888, { parameters })))).toMatch(/about 6\.0 GB.*--size 15\d\d/);
  });

  it('refuses nothing where the layers end early: it may need less than was measured', () => {
    const parameters = {
      ...DEFAULT_PARAMETERS,
      styleLayers: { conv1_1: 1 },
      contentLayers: { conv2_1: 1 },
    };
    expect(said(memoryNote(square(4096, { parameters })))).toContain('may need more memory');
  });

  it('is a warning where the computer has less free than the process takes', () => {
    // 175e6 + 700 · 1024² = 909e6.
    expect(said(memoryNote(square(1024, { available: 8e8 })))).toBe(
      'Painting 1024 × 1024 px takes about 909.0 MB of memory and 800.0 MB are free: it may become very slow, or be ended by the system; a smaller --size or other programs closed would help.',
    );
  });
});

describe('what is said of memory for the styles', () => {
  const small = { width: 600, height: 400 };

  it('is nothing where there is enough, or no heap', () => {
    const large = { width: 4096, height: 3072 };
    expect(stylesNote([], { network: 'vgg19', wasm: true })).toBeNull();
    expect(stylesNote([small], { network: 'vgg19', wasm: true })).toBeNull();
    expect(stylesNote([large], { network: 'vgg19', wasm: false })).toBeNull();
  });

  it('is a warning for the largest where the estimate is over what WebAssembly can address', () => {
    // 8e6 + 0.6 · 1200 · 4096 · 3072 = 9.07e9.
    const styles = [small, { width: 4096, height: 3072 }];
    expect(said(stylesNote(styles, { network: 'vgg19-lite', wasm: true }))).toBe(
      'Measuring a style at 4096 × 3072 px may need more memory than the wasm backend can get (about 9.1 GB of 4.3 GB with vgg19-lite); a smaller --style-scale or --size would help.',
    );
  });
});
