import * as tf from '@tensorflow/tfjs-core';
import { StyleTransferError } from '../errors.js';

/** Where the arithmetic runs. */
export type BackendName = 'webgl' | 'wasm' | 'cpu';

export interface BackendOptions {
  /** `auto` (default) takes the first that works of webgl, wasm, cpu; a name takes that one or fails. */
  readonly preferred?: BackendName | 'auto';
  /** URL or folder (with a trailing slash) of TensorFlow.js's `.wasm` files; not needed in Node. */
  readonly wasmPath?: string;
}

/** The backend in use, and why this one, as a sentence for people. */
export interface BackendChoice {
  readonly name: BackendName;
  readonly reason: string;
}

/** Names of renderers that draw on the CPU: slower than WASM, so `auto` passes them over. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Picks and starts the TensorFlow.js backend that the engine will run on.
 *
 * @example
 * const { name, reason } = await selectBackend({ preferred: 'auto' });
 * @throws StyleTransferError `backend-unavailable` when the named backend, or every one, fails to start.
 */
export async function selectBackend(options: BackendOptions = {}): Promise<BackendChoice> {
  // Silences TensorFlow.js's advertisement on the console; its checks of arguments stay.
  tf.enableProdMode();
  const preferred = options.preferred ?? 'auto';
  if (preferred !== 'auto') {
    await start(preferred, options);
    return { name: preferred, reason: `${preferred} was asked for` };
  }
  const passedOver: string[] = [];
  for (const name of ['webgl', 'wasm', 'cpu'] as const) {
    const obstacle = name === 'webgl' ? webglObstacle() : null;
    if (obstacle !== null) {
      passedOver.push(obstacle);
      continue;
    }
    try {
      await start(name, options);
      return { name, reason: [...passedOver, `${name} works here`].join('; ') };
    } catch (error) {
      const { cause } = error as StyleTransferError;
      passedOver.push(`${name} failed to start (${String((cause as Error).message)})`);
    }
  }
  throw new StyleTransferError(
    'backend-unavailable',
    `No way to compute was found: ${passedOver.join('; ')}. Update the browser or the graphics driver.`,
  );
}

/** Why `auto` should not take WebGL, or `null` when nothing speaks against it. */
function webglObstacle(): string | null {
  if (typeof OffscreenCanvas === 'undefined') return 'there is no WebGL here';
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return 'WebGL2 is switched off or missing';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE_RENDERERS.test(renderer) ? `WebGL is drawn in software (${renderer})` : null;
}

async function start(name: BackendName, options: BackendOptions): Promise<void> {
  try {
    await register(name, options);
    if (!(await tf.setBackend(name))) throw new Error('the backend did not initialise');
    await tf.ready();
  } catch (cause) {
    throw new StyleTransferError(
      'backend-unavailable',
      `The ${name} backend could not be started: ${String((cause as Error).message)}. Choose another with the backend option.`,
      { cause },
    );
  }
}

/** Backends are imported on demand, so that a bundle or a process pays only for the one it uses. */
async function register(name: BackendName, options: BackendOptions): Promise<void> {
  if (name === 'webgl') {
    await import('@tensorflow/tfjs-backend-webgl');
  } else if (name === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    if (options.wasmPath !== undefined) setWasmPaths(options.wasmPath);
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
  }
}
