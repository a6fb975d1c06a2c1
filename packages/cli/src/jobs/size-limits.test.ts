import { DEFAULT_PARAMETERS, inEnglish, type Said } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { memoryNote, type PaintedSize, piecesNote, runMemory } from './size-limits.js';

const square = (side: number, change: Partial<PaintedSize> = {}): PaintedSize => ({
  asked: null,
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
  it.each([
    [square(512)],
    [square(4096)],
    [square(4096, { network: 'vgg19' })],
    [square(4096, { network: 'vgg19-lite+vgg19' })],
    [square(4096, { wasm: false })],
  ])('is nothing where there is enough, for pieces if not for the whole', (painted) => {
    expect(memoryNote(painted)).toBeNull();
  });

  it('is a warning where L-BFGS remembers more than WebAssembly can address', () => {
    const parameters = { ...DEFAULT_PARAMETERS, optimizer: 'lbfgs' } as const;
    expect(memoryNote(square(2048, { parameters }))).toBeNull();
    // 830 · 2560 · 2560 = 5.44e9 of 2^32 = 4.29e9; √(2^32 / 830) = 2274.8, down to a multiple of 32.
    expect(said(memoryNote(square(2560, { parameters })))).toBe(
      'Painting 2560 × 2560 px with lbfgs may need more memory than the wasm backend can get (about 5.4 GB of 4.3 GB); if it ends early, what it reached is saved. --optimizer adam or --size 2272 is sure to fit.',
    );
    expect(memoryNote(square(2560, { parameters, wasm: false }))).toBeNull();
  });

  it('is a refusal where L-BFGS can never remember so much (case 16)', () => {
    const parameters = { ...DEFAULT_PARAMETERS, optimizer: 'lbfgs' } as const;
    // 830 · 4096 · 3072 = 10.4e9; 4096 · √(2^32 / 10.4e9) = 2626.7.
    expect(() => memoryNote({ ...square(4096, { parameters }), height: 3072 })).toThrow(
      'Painting 4096 × 3072 px with lbfgs needs more memory than the wasm backend can get (about 10.4 GB of 4.3 GB); choose --optimizer adam or a smaller size, such as --size 2624.',
    );
  });

  it('is a warning where the computer has less free than the process takes', () => {
    // 175e6 + 700 · 512² = 358.5e6, which is less than in pieces.
    expect(said(memoryNote(square(512, { available: 3e8 })))).toBe(
      'Painting 512 × 512 px takes about 358.5 MB of memory and 300.0 MB are free: it may become very slow, or be ended by the system; a smaller --size or other programs closed would help.',
    );
    // 2 · 175e6 + 100 · 4096² = 2.03e9.
    expect(said(memoryNote(square(4096, { available: 1e9 })))).toMatch(/about 2\.0 GB of memory/);
  });
});

it('lets a run take four fifths of what is free, as far as WebAssembly can address it', () => {
  const asked = null;
  expect(runMemory({ wasm: true, available: 1e9, asked })).toBe(8e8);
  expect(runMemory({ wasm: true, available: 64e9, asked })).toBe(2 ** 32);
  expect(runMemory({ wasm: false, available: 64e9, asked })).toBeCloseTo(51.2e9, 0);
  expect(runMemory({ wasm: true, available: 64e9, asked: 3e8 })).toBe(3e8);
  expect(runMemory({ wasm: true, available: 64e9, asked: 9e9 })).toBe(2 ** 32);
});

it('says what pieces cost', () => {
  const pieces = { count: 12, timeFactor: 1.619, bytes: 1.68e9 };
  expect(said(piecesNote({ width: 4096, height: 3072 }, pieces))).toBe(
    '4096 × 3072 px is painted in 12 pieces, which take 1.7 GB of memory at a time and about 1.6 times as long as the whole at once.',
  );
});
