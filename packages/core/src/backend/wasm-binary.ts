import * as tf from '@tensorflow/tfjs-core';

/** The names under which TensorFlow.js asks for its binary, whichever it takes. */
const FILES = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
] as const;

/**
 * Starts the WASM backend from the bytes of `tfjs-backend-wasm-simd.wasm`. TensorFlow.js only knows
 * addresses, and a content security policy may forbid every address there is (`data:` and `blob:`
 * too), so its own fetch is answered from memory while it starts.
 *
 * @throws Error in words for a reason: WASM is missing or forbidden, no SIMD, other bytes.
 */
export async function startWasmFromBytes(bytes: Uint8Array): Promise<void> {
  await checkWasm(bytes);
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const { platform } = tf.env();
  const { fetch } = platform;
  // The threaded binary is another one, and its threads would need workers of their own.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(Object.fromEntries(FILES.map((file) => [file, file])), true);
  platform.fetch = async () => new Response(bytes as Uint8Array<ArrayBuffer>);
  try {
    if (!(await tf.setBackend('wasm'))) throw new Error('the backend did not initialise');
  } finally {
    platform.fetch = fetch;
  }
}

/** TensorFlow.js would wait for ever for a binary that does not compile. */
async function checkWasm(bytes: Uint8Array): Promise<void> {
  if (typeof WebAssembly === 'undefined') throw new Error('there is no WebAssembly here');
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Error('this processor or browser has no SIMD for WebAssembly');
  }
  try {
    await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    const why = /Content.Security.Policy|unsafe-eval/i.test(text)
      ? 'the content security policy forbids WebAssembly'
      : text;
    throw new Error(why, { cause });
  }
}
