import { type BackendName, MAX_PAINTED_SIDE } from '@pastiche/core';
import type { EngineFacts } from '../engine.js';

type NetworkName = keyof EngineFacts['largestSide'];

/** What painting with a network needs: bytes at any size, and bytes and texels for each pixel. */
interface Need {
  readonly fixed: number;
  readonly perPixel: number;
  /** Of the largest texture: im2col's, nine values a channel, four to a texel. */
  readonly texelsPerPixel: number;
}

/** What one iteration was measured to need at its peak; on WASM with the gaps in its heap. */
const NEEDS: Readonly<Record<'gpu' | 'heap', Readonly<Record<NetworkName, Need>>>> = {
  gpu: {
    'vgg19-lite': { fixed: 8e6, perPixel: 1000, texelsPerPixel: 36 },
    vgg19: { fixed: 125e6, perPixel: 4200, texelsPerPixel: 144 },
  },
  heap: {
    'vgg19-lite': { fixed: 8e6, perPixel: 1200, texelsPerPixel: 0 },
    vgg19: { fixed: 115e6, perPixel: 5200, texelsPerPixel: 0 },
  },
};

/** WASM can address no more. How much a graphics card has, a page is never told; most have as much. */
const HEAP_BUDGET = 2 * 2 ** 30;
/** Less what is kept for reuse. */
const GPU_BUDGET = HEAP_BUDGET - 256 * 2 ** 20;

/** Sizes are multiples of this, px. */
const STEP = 32;

/**
 * The longest sides that a square picture may be painted at, px. An estimate, on the careful side:
 * a run that asks for more is tried all the same.
 *
 * @param textureSide longest side of a texture, px; `null` where there are none
 */
export function largestSides(
  backend: BackendName,
  textureSide: number | null,
): EngineFacts['largestSide'] {
  const needs = backend === 'webgl' ? NEEDS.gpu : NEEDS.heap;
  const budget = backend === 'webgl' ? GPU_BUDGET : HEAP_BUDGET;
  return {
    'vgg19-lite': largestSide(needs['vgg19-lite'], budget, textureSide),
    vgg19: largestSide(needs.vgg19, budget, textureSide),
  };
}

function largestSide(need: Need, budget: number, textureSide: number | null): number {
  const inMemory = (budget - need.fixed) / need.perPixel;
  const texels = (textureSide ?? Number.POSITIVE_INFINITY) ** 2;
  const inTexture = need.texelsPerPixel === 0 ? inMemory : texels / need.texelsPerPixel;
  const side = Math.floor(Math.sqrt(Math.min(inMemory, inTexture)) / STEP) * STEP;
  return Math.min(MAX_PAINTED_SIDE, side);
}
