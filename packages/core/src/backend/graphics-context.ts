import * as tf from '@tensorflow/tfjs-core';

/** The parts of TensorFlow.js's WebGL backend that its types keep private and the engine needs. */
export interface GraphicsBackend {
  readonly canvas: EventTarget;
  readonly gpgpu: {
    readonly gl: WebGL2RenderingContext;
    readonly parallelCompilationExtension: { readonly COMPLETION_STATUS_KHR: number } | null;
    /** Fences that a read waits for, asked again and again until they pass. */
    itemsToPoll: unknown[];
    deleteProgram(program: WebGLProgram): void;
    deleteMatrixTexture(texture: WebGLTexture): void;
  };
  readonly textureManager: {
    /** By size and format. */
    freeTextures: Record<string, readonly { readonly texture: WebGLTexture }[]>;
    numFreeTextures: number;
    _numBytesAllocated: number;
    _numBytesFree: number;
  };
  /** Compiled shaders by what makes them differ. */
  readonly binaryCache: Record<string, { readonly webGLProgram: WebGLProgram }>;
  checkCompileCompletion(): void;
  getUniformLocations(): void;
}

/** TensorFlow.js's WebGL backend, or `null` when another one is in use. */
export function graphicsBackend(): GraphicsBackend | null {
  if (tf.getBackend() !== 'webgl') return null;
  return tf.backend() as unknown as GraphicsBackend;
}

/** Contexts that were lost once: the driver may restore one, but without the textures that were on it. */
const lost = new WeakSet<WebGL2RenderingContext>();

/** Remembers a loss of the current backend's context, even if the driver gives it back meanwhile. */
export function watchContext(): void {
  const backend = graphicsBackend();
  if (backend === null) return;
  const { gl } = backend.gpgpu;
  backend.canvas.addEventListener('webglcontextlost', () => lost.add(gl));
}

/**
 * Whether the current backend draws on a graphics context that the driver has taken away. WebGL then
 * answers every read with zeros, which look like a picture that is perfectly finished.
 */
export function isContextLost(): boolean {
  const gl = graphicsBackend()?.gpgpu.gl;
  return gl !== undefined && (gl.isContextLost() || lost.has(gl));
}
