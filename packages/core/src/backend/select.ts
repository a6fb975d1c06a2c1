import * as tf from '@tensorflow/tfjs-core';
import { StyleTransferError } from '../base/errors.js';
import { inEnglish, type Said, saidBy, sentence } from '../base/sentence.js';
import { leaveKernels, useKernels } from '../kernels/wasm/kernels-in-use.js';
import type { KernelKind } from '../kernels/wasm/load-kernels.js';
import { MOST_THREADS, type ThreadPort } from '../kernels/wasm/threads.js';
import { watchContext } from './graphics-context.js';
import { notInitialized, startWasmFromBytes } from './wasm-binary.js';
import { startListenable } from './wasm-remarks.js';

/** Where the arithmetic runs. */
export type BackendName = 'webgl' | 'wasm' | 'cpu';

export interface BackendOptions {
  /** `auto` (default) takes the first that works of webgl, wasm, cpu; a name takes that one or fails. */
  readonly preferred?: BackendName | 'auto';
  /** URL or folder (with a trailing slash) of TensorFlow.js's `.wasm` files; not needed in Node. */
  readonly wasmPath?: string;
  /**
   * The bytes of `tfjs-backend-wasm-simd.wasm`, for where no address works: WASM then runs on one
   * thread and needs a processor with SIMD.
   */
  readonly wasmBinary?: Uint8Array;
  /**
   * Further threads for the network on `wasm`; without them it computes on the calling one. They need
   * shared memory, which a page only has when it is isolated.
   */
  readonly threads?: ThreadPort;
}

/** What computes the network on `wasm`. */
export interface KernelsChoice {
  readonly kind: KernelKind;
  readonly threads: number;
}

/** The backend in use, and why this one, as a sentence for people. */
export interface BackendChoice {
  readonly name: BackendName;
  readonly reason: string;
  /** `reason` as it can be translated. */
  readonly said: Said;
  /** The kernels that compute the network; `null` where TensorFlow.js's own do. */
  readonly kernels: KernelsChoice | null;
}

/** Names of renderers that draw on the CPU: slower than WASM, so `auto` tries WASM before them. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Textures are kept for reuse while there is less than this in all, bytes; see `free-textures.ts`. */
const TEXTURES_KEPT = 256 * 2 ** 20;

/** What `auto` tries, fastest first, by what draws WebGL. */
const ORDER = {
  hardware: ['webgl', 'wasm', 'cpu'],
  software: ['wasm', 'webgl', 'cpu'],
  none: ['wasm', 'cpu'],
} as const;

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
    return choice(preferred, sentence`${preferred} was asked for`, options);
  }
  const webgl = findWebgl();
  const passedOver: Said[] = webgl.obstacle === null ? [] : [webgl.obstacle];
  for (const name of ORDER[webgl.kind]) {
    try {
      await start(name, options);
      return await choice(name, listed([...passedOver, sentence`${name} works here`]), options);
    } catch (error) {
      const { cause } = error as StyleTransferError;
      passedOver.push(sentence`${name} failed to start (${saidBy(cause)})`);
    }
  }
  throw new StyleTransferError(
    'backend-unavailable',
    sentence`No way to compute was found: ${listed(passedOver)}. Update the browser or the graphics driver.`,
  );
}

/** The choice, once networks compute on what belongs to it. */
async function choice(
  name: BackendName,
  chosen: Said,
  { threads }: BackendOptions,
): Promise<BackendChoice> {
  leaveKernels();
  const kernels = name === 'wasm' ? await startKernels(threads ?? null) : null;
  const said =
    name === 'wasm' && kernels === null
      ? listed([chosen, sentence`without SIMD for WebAssembly, which is several times slower`])
      : chosen;
  return { name, reason: inEnglish(said), said, kernels };
}

async function startKernels(threads: ThreadPort | null): Promise<KernelsChoice | null> {
  const started = await useKernels(threads);
  if (started === null) return null;
  return { kind: started.kernels.kind, threads: Math.min(threads?.count ?? 1, MOST_THREADS) };
}

function listed(reasons: readonly Said[]): Said {
  return reasons.reduce((all, reason) => sentence`${all}; ${reason}`);
}

/** What draws WebGL here, and why `auto` should not take it first, if anything speaks against it. */
function findWebgl(): { kind: keyof typeof ORDER; obstacle: Said | null } {
  if (typeof OffscreenCanvas === 'undefined') {
    return { kind: 'none', obstacle: sentence`there is no WebGL here` };
  }
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return { kind: 'none', obstacle: sentence`WebGL2 is switched off or missing` };
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  if (!SOFTWARE_RENDERERS.test(renderer)) return { kind: 'hardware', obstacle: null };
  return { kind: 'software', obstacle: sentence`WebGL is drawn in software (${renderer})` };
}

async function start(name: BackendName, options: BackendOptions): Promise<void> {
  try {
    await register(name, options);
    const { wasmBinary } = options;
    if (name === 'wasm' && wasmBinary !== undefined) await startWasmFromBytes(wasmBinary);
    else if (!(await startListenable(() => tf.setBackend(name)))) throw notInitialized();
    await tf.ready();
    watchContext();
  } catch (cause) {
    throw new StyleTransferError(
      'backend-unavailable',
      sentence`The ${name} backend could not be started: ${saidBy(cause)}. Choose another with the backend option.`,
      { cause },
    );
  }
}

/** Backends are imported on demand, so that a bundle or a process pays only for the one it uses. */
async function register(name: BackendName, options: BackendOptions): Promise<void> {
  if (name === 'webgl') {
    await import('@tensorflow/tfjs-backend-webgl');
    // TensorFlow.js would refuse it; whoever comes here asked for it, or has nothing faster.
    tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
    tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', TEXTURES_KEPT);
  } else if (name === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    if (options.wasmPath !== undefined) setWasmPaths(options.wasmPath);
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
  }
}
