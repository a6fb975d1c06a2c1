import type { BackendName } from '../backend/select.js';
import { MAX_PAINTED_SIDE, type Size } from '../image/fit.js';
import { kernelsInUse } from '../kernels/wasm/kernels-in-use.js';

/** The networks whose needs are known. */
type NetworkName = 'vgg19-lite' | 'vgg19';

/** Bytes that painting with a network needs: at any size, and for each pixel. */
export interface MemoryNeed {
  readonly fixed: number;
  readonly perPixel: number;
}

interface Need extends MemoryNeed {
  /** Of the largest texture: im2col's, nine values a channel, four to a texel. */
  readonly texelsPerPixel: number;
}

/**
 * What one iteration needs at its peak: `gpu` and `heap` as measured, on WASM with the gaps in its heap;
 * `arena` as planned, 315 and 1390 bytes for a pixel, and the tensors of losses and optimizer with it,
 * though they lie in a memory of their own.
 */
const NEEDS: Readonly<Record<'gpu' | 'heap' | 'arena', Readonly<Record<NetworkName, Need>>>> = {
  gpu: {
    'vgg19-lite': { fixed: 8e6, perPixel: 1000, texelsPerPixel: 36 },
    vgg19: { fixed: 125e6, perPixel: 4200, texelsPerPixel: 144 },
  },
  heap: {
    'vgg19-lite': { fixed: 8e6, perPixel: 1200, texelsPerPixel: 0 },
    vgg19: { fixed: 115e6, perPixel: 5200, texelsPerPixel: 0 },
  },
  arena: {
    'vgg19-lite': { fixed: 10e6, perPixel: 450, texelsPerPixel: 0 },
    vgg19: { fixed: 250e6, perPixel: 1550, texelsPerPixel: 0 },
  },
};

const GIB = 2 ** 30;

/** Of what WASM can address ({@link WASM_HEAP_LIMIT}), what a page may count on next to all else that it holds. */
const PAGE_HEAP = 2 * GIB;

/**
 * A page is never told how much memory a graphics card has. It is taken to have half as much as the
 * computer has, which is told roughly; the least is what most cards have, and beyond the most an
 * iteration takes too long for anybody.
 */
const GPU_BUDGET = { least: 2 * GIB, most: 4 * GIB };

/** Of the graphics card's, what is kept for reuse. */
const KEPT_FOR_REUSE = 256 * 2 ** 20;

/** What is known of the computer. */
export interface Machine {
  /** Longest side of a texture, px; `null` where there are none. */
  readonly textureSide: number | null;
  /** The computer's own memory as `navigator.deviceMemory` tells it, GiB; `null` where it does not. */
  readonly memory: number | null;
  /** What WASM's heap may grow to, bytes; left out, what a page may count on. */
  readonly heap?: number;
}

/** Sizes are multiples of this, px: that of the deepest pooling, and one that a person would choose. */
const STEP = 32;
const SMALLEST = 64;

/**
 * The longest sides that a square picture may be painted at, px. An estimate, on the careful side:
 * a run that asks for more is tried all the same.
 */
export function largestSides(
  backend: BackendName,
  machine: Machine,
): Readonly<Record<NetworkName, number>> {
  const needs = needsOn(backend);
  const { textureSide } = machine;
  const budget = memoryFor(backend, machine);
  return {
    'vgg19-lite': largestSide(needs['vgg19-lite'], budget, textureSide),
    vgg19: largestSide(needs.vgg19, budget, textureSide),
  };
}

/**
 * Bytes that a run may count on, as {@link largestSides} does: a picture for which they do not suffice passes
 * through the network in pieces.
 */
export function memoryFor(
  backend: BackendName,
  { memory, heap = PAGE_HEAP }: Pick<Machine, 'memory' | 'heap'>,
): number {
  return backend === 'webgl' ? gpuBudget(memory) : heap;
}

/** What painting with each network needs on a backend, where all of the picture passes through it at once. */
export function memoryNeeds(backend: BackendName): Readonly<Record<NetworkName, MemoryNeed>> {
  const { vgg19, 'vgg19-lite': lite } = needsOn(backend);
  return { 'vgg19-lite': bytesOf(lite), vgg19: bytesOf(vgg19) };
}

/**
 * The longest side that a picture of this shape may be painted at, px, where `largestSide` holds
 * for a square one: memory goes with the area, so a narrow picture may be longer.
 */
export function largestFitting(largestSide: number, { width, height }: Size): number {
  const aspect = Math.max(width, height) / Math.min(width, height);
  const side = Math.floor((largestSide * Math.sqrt(aspect)) / STEP) * STEP;
  return Math.min(MAX_PAINTED_SIDE, Math.max(SMALLEST, side));
}

function needsOn(backend: BackendName) {
  return backend === 'webgl' ? NEEDS.gpu : processorNeeds();
}

function bytesOf({ fixed, perPixel }: Need): MemoryNeed {
  return { fixed, perPixel };
}

/** Of the network as it is computed now: TensorFlow.js keeps each map in tensors, the kernels in one arena. */
function processorNeeds() {
  return kernelsInUse() === null ? NEEDS.heap : NEEDS.arena;
}

function gpuBudget(memory: number | null): number {
  const half = memory === null ? GPU_BUDGET.least : (memory * GIB) / 2;
  return Math.min(GPU_BUDGET.most, Math.max(GPU_BUDGET.least, half)) - KEPT_FOR_REUSE;
}

function largestSide(need: Need, budget: number, textureSide: number | null): number {
  const inMemory = (budget - need.fixed) / need.perPixel;
  const texels = (textureSide ?? Number.POSITIVE_INFINITY) ** 2;
  const inTexture = need.texelsPerPixel === 0 ? inMemory : texels / need.texelsPerPixel;
  const side = Math.floor(Math.sqrt(Math.min(inMemory, inTexture)) / STEP) * STEP;
  return Math.min(MAX_PAINTED_SIDE, side);
}
