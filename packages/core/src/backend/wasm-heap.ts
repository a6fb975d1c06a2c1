import * as tf from '@tensorflow/tfjs-core';

/** The part of TensorFlow.js's WASM module that its types keep private and the engine needs. */
export interface WasmModule {
  _malloc(bytes: number): number;
  _free(address: number): void;
  /** All of the heap, bytes; another view after it has grown. */
  readonly HEAPU8: Uint8Array;
}

/** TensorFlow.js's binaries let their heap grow to 65,536 pages, which is all that 32 bits can address. */
export const WASM_HEAP_LIMIT = 2 ** 32;

/** A heap larger than this cannot grow by what one more feature map of a large picture takes. */
const NEARLY_FULL = 0.75 * WASM_HEAP_LIMIT;

/** The module of TensorFlow.js's WASM backend, or `null` when another one is in use. */
export function wasmModule(): WasmModule | null {
  if (tf.getBackend() !== 'wasm') return null;
  return (tf.backend() as unknown as { readonly wasm: WasmModule | null }).wasm;
}

/** Whether the heap has grown to about all that it can; `null` on other backends. */
export function isHeapNearlyFull(): boolean | null {
  const heap = wasmModule()?.HEAPU8;
  return heap === undefined ? null : heap.length > NEARLY_FULL;
}

/**
 * Makes the module say when memory is refused. TensorFlow.js takes the null that comes back for an
 * address and computes there, over the module's own data: from then on anything may fail, freeing
 * first of all, and nothing says why.
 */
export function refuseNull(module: WasmModule): void {
  // The first call puts the real function in the property's place.
  module._free(module._malloc(1));
  const malloc = module._malloc;
  module._malloc = (bytes) => {
    const address = malloc(bytes);
    if (address !== 0 || bytes === 0) return address;
    throw new Error(`out of memory: ${bytes} bytes beside the ${module.HEAPU8.length} of the heap`);
  };
}
