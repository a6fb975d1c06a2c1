import * as tf from '@tensorflow/tfjs-core';
import type { WasmModule } from '../src/backend/wasm-heap.js';

/** How memory is refused once it is. */
export interface Refusal {
  /** Allocations asked for so far. */
  readonly asked: number;
  /** The n-th from now is refused, and all after it where `forGood` says so. */
  after(n: number, forGood?: boolean): void;
  /** Nothing is refused any more. */
  never(): void;
}

/** A fresh WASM backend whose heap refuses memory when it is told to, as a full one does: with null. */
export async function refusingWasm(): Promise<Refusal> {
  await import('@tensorflow/tfjs-backend-wasm');
  tf.enableProdMode();
  const factory = tf.findBackendFactory('wasm');
  if (tf.findBackend('wasm') !== null) {
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory);
  }
  await tf.setBackend('wasm');
  const refusal = createRefusal();
  const module = (tf.backend() as unknown as { wasm: WasmModule }).wasm;
  // The first call puts the real function in the property's place.
  module._free(module._malloc(1));
  const malloc = module._malloc;
  // One byte is no tensor: so much the guard asks for when it begins.
  module._malloc = (bytes) => (bytes > 1 && refusal.isRefused() ? 0 : malloc(bytes));
  return refusal;
}

/** The plain backend, whose arrays the browser refuses when it is told to. */
export async function refusingCpu(): Promise<Refusal> {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  const refusal = createRefusal();
  const backend = tf.backend();
  const write = Object.getPrototypeOf(backend).write as typeof backend.write;
  backend.write = (...given) => {
    if (refusal.isRefused()) throw new RangeError('Array buffer allocation failed');
    return write.apply(backend, given);
  };
  return refusal;
}

function createRefusal() {
  let asked = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.POSITIVE_INFINITY;
  return {
    get asked() {
      return asked;
    },
    after(n: number, forGood = false) {
      asked = 0;
      first = n;
      last = forGood ? Number.POSITIVE_INFINITY : n;
    },
    never() {
      first = Number.POSITIVE_INFINITY;
    },
    isRefused() {
      asked += 1;
      return asked >= first && asked <= last;
    },
  };
}
