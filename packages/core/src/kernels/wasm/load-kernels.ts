import { decodeBase64 } from '../../base/base64.js';
import { RELAXED_SIMD, SIMD } from './modules.generated.js';

/** Which of the two modules computes: with multiply-adds that round once, or with plain SIMD. */
export type KernelKind = 'relaxed-simd' | 'simd';

/** The compiled kernels: one module for memory of one thread, one for memory that threads share. */
export interface Kernels {
  readonly kind: KernelKind;
  readonly single: WebAssembly.Module;
  readonly shared: WebAssembly.Module;
}

/** The end of the memory's import in the binary: `env.memory`, kind memory, limits flag. */
const IMPORT = [3, ...textBytes('env'), 6, ...textBytes('memory'), 2];
const SHARED_WITH_MAXIMUM = 3;
const UNSHARED_WITH_MAXIMUM = 1;

/**
 * Compiles the best kernels that this engine understands.
 *
 * @returns `null` where WebAssembly or its SIMD is missing or forbidden
 * @example
 * const kernels = await loadKernels();
 */
export async function loadKernels(only?: KernelKind): Promise<Kernels | null> {
  if (typeof WebAssembly === 'undefined') return null;
  const candidates = [
    ['relaxed-simd', RELAXED_SIMD],
    ['simd', SIMD],
  ] as const;
  for (const [kind, text] of candidates) {
    const bytes = decodeBase64(text) as Uint8Array<ArrayBuffer>;
    if ((only ?? kind) !== kind || !WebAssembly.validate(bytes)) continue;
    try {
      const [shared, single] = await Promise.all([
        WebAssembly.compile(bytes),
        WebAssembly.compile(forOneThread(bytes)),
      ]);
      return { kind, single, shared };
    } catch {
      // Valid, yet not to be compiled: a content security policy forbids it, and the other one too.
      return null;
    }
  }
  return null;
}

/**
 * The same module for memory that is not shared, which a page without isolation does not have:
 * atomic instructions are valid there too, and on one thread none of them waits.
 */
function forOneThread(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const patched = bytes.slice();
  const start = patched.findIndex((_, at) => IMPORT.every((byte, i) => patched[at + i] === byte));
  const flag = start + IMPORT.length;
  if (start < 0 || patched[flag] !== SHARED_WITH_MAXIMUM) {
    throw new Error('The kernels should import shared memory with a maximum.');
  }
  patched[flag] = UNSHARED_WITH_MAXIMUM;
  return patched;
}

function textBytes(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
