import * as tf from '@tensorflow/tfjs-core';
import { type GraphicsBackend, graphicsBackend } from './graphics-context.js';

/** How often the driver is asked whether it has finished compiling, ms. */
const POLL_INTERVAL_MS = 10;

/**
 * On WebGL, compiles every shader that `work` would run, all of them at once and without holding the
 * thread; run one by one, each first use of a shader waits for its own compiler. Where the driver
 * cannot compile beside the thread, and on other backends, nothing is done.
 *
 * `work` is carried out with TensorFlow.js's compile-only flag: it must await nothing
 * that takes time (others would compute in that mode), must read nothing back and must free what it
 * makes, since the tensors in it hold no numbers.
 *
 * @param stopped asked while the driver compiles; `true` gives up what is not compiled yet
 * @throws Error when a shader does not compile or the context was lost.
 * @example
 * await compileAhead(() => rehearse(painting, makeObjective), () => signal.aborted);
 */
export async function compileAhead(
  work: () => Promise<void>,
  stopped: () => boolean,
): Promise<void> {
  const backend = graphicsBackend();
  if (!backend?.gpgpu.parallelCompilationExtension) return;
  tf.env().set('ENGINE_COMPILE_ONLY', true);
  try {
    await work();
  } catch (error) {
    await leave(backend, stopped).catch(() => undefined);
    throw error;
  }
  await leave(backend, stopped);
}

/** Programs without locations cannot run, so waiting for them belongs to leaving the mode, come what may. */
async function leave(backend: GraphicsBackend, stopped: () => boolean): Promise<void> {
  tf.env().set('ENGINE_COMPILE_ONLY', false);
  await finishCompiling(backend, stopped);
}

/**
 * TensorFlow.js's own wait (`checkCompileCompletionAsync`) polls by animation frames, which never
 * come while the page is hidden; a timer does.
 */
async function finishCompiling(backend: GraphicsBackend, stopped: () => boolean): Promise<void> {
  const { gpgpu, binaryCache } = backend;
  for (const [key, { webGLProgram }] of Object.entries(binaryCache)) {
    while (!isCompiled(gpgpu, webGLProgram) && !stopped()) await poll();
    if (isCompiled(gpgpu, webGLProgram)) continue;
    gpgpu.deleteProgram(webGLProgram);
    delete binaryCache[key];
  }
  if (gpgpu.gl.isContextLost()) throw new Error('The context was lost.');
  backend.checkCompileCompletion();
  backend.getUniformLocations();
}

/** A lost context never says yes; its shaders need no more waiting. */
function isCompiled(
  { gl, parallelCompilationExtension }: GraphicsBackend['gpgpu'],
  program: WebGLProgram,
): boolean {
  if (parallelCompilationExtension === null || gl.isContextLost()) return true;
  return gl.getProgramParameter(program, parallelCompilationExtension.COMPLETION_STATUS_KHR);
}

function poll(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
}
