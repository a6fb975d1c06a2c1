import { setFlagsFromString } from 'node:v8';

/** Lets Node 20 compile relaxed SIMD, which newer ones do by themselves. */
export function allowRelaxedSimd(): void {
  if (process.versions.node.startsWith('20.')) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
}
