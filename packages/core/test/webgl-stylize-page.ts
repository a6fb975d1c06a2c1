// Runs inside the page of webgl-stylize.test.ts; its functions lie on the global object.
import * as tf from '@tensorflow/tfjs-core';
import type { GraphicsBackend } from '../src/backend/graphics-context.js';
import { restartBackend } from '../src/backend/restart.js';
import { selectBackend } from '../src/backend/select.js';
import { isStyleTransferError } from '../src/base/errors.js';
import type { StyleStep } from '../src/run/style-step.js';
import { stylize } from '../src/run/stylize.js';
import type { StylizeRequest } from '../src/run/stylize-request.js';
import { COVERED, collect, doneStep, paintingSteps, request, WITH_REGION } from './tiny-run.js';

const choice = await selectBackend({ preferred: 'webgl' });

/** A whole run: what it lost, what it painted, what it left behind. */
async function run(change: Partial<StylizeRequest> = {}) {
  const before = tf.memory().numTensors;
  const steps = await collect(change);
  return {
    backend: choice.name,
    losses: paintingSteps(steps).map(({ losses }) => losses.total),
    picture: Array.from(doneStep(steps).picture.data),
    left: tf.memory().numTensors - before,
  };
}

/** The same of pictures with transparent parts. */
const runCovered = () => run(COVERED);

/** The same with a region, and so little memory that pictures pass through the network in pieces, and in how many. */
async function runInPieces() {
  const little = { ...WITH_REGION, memory: 4e5 };
  let pieces = 0;
  for await (const step of stylize(request(little))) {
    if (step.phase === 'preparing') pieces = step.pieces?.count ?? 1;
  }
  return { ...(await run(little)), pieces };
}

const graphics = () => tf.backend() as unknown as GraphicsBackend;

/** How many shaders are there when the first iteration begins and when the run is over. */
async function runAndCount() {
  const counts: number[] = [];
  const compileOnly: boolean[] = [];
  const count = () => counts.push(Object.keys(graphics().binaryCache).length);
  const { getProgramParameter } = WebGL2RenderingContext.prototype;
  let asked = 0;
  // Stands in for the extension, which software drivers lack: the first answers are "not yet".
  Object.defineProperty(graphics().gpgpu, 'parallelCompilationExtension', {
    value: { COMPLETION_STATUS_KHR: -1 },
    configurable: true,
  });
  WebGL2RenderingContext.prototype.getProgramParameter = function (program, name) {
    if (name !== -1) return getProgramParameter.call(this, program, name);
    asked += 1;
    if (asked === 3) count();
    return asked >= 3;
  };
  try {
    for await (const step of stylize(request({ parameters: { size: 36, pyramid: false } }))) {
      compileOnly.push(tf.env().getBool('ENGINE_COMPILE_ONLY'));
      if (step.phase !== 'preparing') count();
    }
  } finally {
    WebGL2RenderingContext.prototype.getProgramParameter = getProgramParameter;
  }
  const { textureManager } = graphics();
  return { counts, compileOnly, freeTextures: Object.keys(textureManager.freeTextures).length };
}

/** A run that is aborted while the driver still compiles, and the same run afterwards. */
async function abortWhileCompiling() {
  const before = tf.memory().numTensors;
  const giveUp = new AbortController();
  const { getProgramParameter } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.getProgramParameter = function (program, name) {
    if (name !== -1) return getProgramParameter.call(this, program, name);
    giveUp.abort();
    return false;
  };
  const change = { parameters: { size: 30, pyramid: false } };
  const error = await collect({ ...change, signal: giveUp.signal }).catch((caught) => caught);
  WebGL2RenderingContext.prototype.getProgramParameter = function (program, name) {
    return name === -1 ? true : getProgramParameter.call(this, program, name);
  };
  const steps = await collect(change);
  WebGL2RenderingContext.prototype.getProgramParameter = getProgramParameter;
  Object.defineProperty(graphics().gpgpu, 'parallelCompilationExtension', { value: null });
  return { code: error.code, steps: steps.length, left: tf.memory().numTensors - before };
}

/** After `runUntilLost`: a fresh backend that goes on from a checkpoint, and what is left of the old one. */
async function resumeAfterLoss() {
  const left = tf.memory().numTensors;
  await restartBackend('webgl');
  let checkpoint: Uint8Array | undefined;
  for await (const step of stylize(request())) {
    if (step.phase !== 'painting' || step.iteration.index !== 2) continue;
    checkpoint = await step.checkpoint();
    graphics().gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
    break;
  }
  await restartBackend('webgl');
  const { weights, content, styles } = request();
  const resumed: StyleStep[] = [];
  for await (const step of stylize({ weights, content, styles, resume: checkpoint! })) {
    resumed.push(step);
  }
  return {
    left,
    losses: paintingSteps(resumed).map(({ losses }) => losses.total),
    leftAfter: tf.memory().numTensors,
    polling: graphics().gpgpu.itemsToPoll.length,
  };
}

/** A run whose context is taken away after its second iteration. */
async function runUntilLost() {
  try {
    for await (const step of stylize(request())) {
      if (step.phase !== 'painting' || step.iteration.index !== 2) continue;
      graphics().gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
    }
    return 'finished';
  } catch (error) {
    return isStyleTransferError(error) ? `${error.code}: ${error.message}` : String(error);
  }
}

Object.assign(globalThis, {
  run,
  runCovered,
  runInPieces,
  runAndCount,
  abortWhileCompiling,
  runUntilLost,
  resumeAfterLoss,
});
