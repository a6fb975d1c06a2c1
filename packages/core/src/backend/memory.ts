import * as tf from '@tensorflow/tfjs-core';
import { graphicsBackend } from './graphics-context.js';

/** What the backend holds at this moment. */
export interface MemoryInUse {
  readonly tensors: number;
  /** Of the tensors alive, without what the backend keeps for reuse. */
  readonly bytes: number;
}

/** Counts the tensors that are alive, to find leaks and to measure what a run needs. */
export function memoryInUse(): MemoryInUse {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}

/** The longest side of a texture, px, on WebGL; `null` on other backends. */
export function largestTexture(): number | null {
  const gl = graphicsBackend()?.gpgpu.gl;
  return gl === undefined ? null : (gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
}
