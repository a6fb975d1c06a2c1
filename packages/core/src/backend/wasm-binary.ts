import * as tf from '@tensorflow/tfjs-core';
import { StyleTransferError } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';
import { startListenable } from './wasm-remarks.js';

/** The names under which TensorFlow.js asks for its binary, whichever it takes. */
const FILES = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
] as const;

/** What the backend was started from, for when it has to be started anew. */
let startedFrom: Uint8Array | null = null;

/** Starts the WASM backend as it was started before: from the bytes that it was given then, or by address. */
export async function startWasmAgain(): Promise<boolean> {
  if (startedFrom === null) return startListenable(() => tf.setBackend('wasm'));
  await startWasmFromBytes(startedFrom);
  return true;
}

/**
 * Starts the WASM backend from the bytes of `tfjs-backend-wasm-simd.wasm`. TensorFlow.js only knows
 * addresses, and a content security policy may forbid every address there is (`data:` and `blob:`
 * too), so its own fetch is answered from memory while it starts.
 *
 * @throws StyleTransferError in words for a reason: WASM is missing or forbidden, no SIMD, other bytes.
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
    if (!(await startListenable(() => tf.setBackend('wasm')))) throw notInitialized();
    startedFrom = bytes;
  } finally {
    platform.fetch = fetch;
  }
}

/** TensorFlow.js only says that it did not. */
export function notInitialized(): StyleTransferError {
  return unavailable(sentence`the backend did not initialize`);
}

function unavailable(why: Said, cause?: unknown): StyleTransferError {
  return new StyleTransferError('backend-unavailable', why, { cause });
}

/** TensorFlow.js would wait for ever for a binary that does not compile. */
async function checkWasm(bytes: Uint8Array): Promise<void> {
  if (typeof WebAssembly === 'undefined') throw unavailable(sentence`there is no WebAssembly here`);
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw unavailable(sentence`this processor or browser has no SIMD for WebAssembly`);
  }
  try {
    await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    const why = /Content.Security.Policy|unsafe-eval/i.test(text)
      ? sentence`the content security policy forbids WebAssembly`
      : text;
    throw unavailable(why, cause);
  }
}
