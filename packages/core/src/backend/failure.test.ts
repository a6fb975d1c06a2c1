import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StyleTransferError } from '../base/errors.js';
import { explainFailure } from './failure.js';
import { listenToWasm, startListenable } from './wasm-remarks.js';

const size = { width: 640, height: 480 };

const withoutStop = (text: string) => text.replace(/\.$/, '');

describe('the explanation of a failure', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('leaves the engine’s own errors as they are', () => {
    const own = new StyleTransferError('diverged', 'It became NaN; start anew.');
    expect(explainFailure(own, size)).toBe(own);
  });

  it.each([
    'Failed to compile fragment shader: out of memory',
    'Aborted(OOM). Build with -sASSERTIONS for more info.',
    'memory access out of bounds',
    'Array buffer allocation failed',
    'Invalid typed array length: 4294967296',
    'Requested texture size [32768x4] greater than WebGL maximum on this browser / GPU [16384x16384].',
    'Unable to bind framebuffer: FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
    'std::bad_alloc',
  ])('says that memory ran out: %s', (text) => {
    const cause = new RangeError(text);
    const error = explainFailure(cause, size);
    expect(error.code).toBe('out-of-memory');
    expect(error.message).toBe(
      `Painting 640 × 480 px needs more memory than the cpu backend can get (${withoutStop(text)}); choose a smaller size.`,
    );
    expect(error.cause).toBe(cause);
  });

  it.each([
    'WebGL: CONTEXT_LOST_WEBGL: loseContext: context lost',
    'The WebGL context was lost',
    'lost context',
  ])('says that the driver took the context: %s', (text) => {
    const error = explainFailure(new Error(text), size);
    expect(error.code).toBe('backend-unavailable');
    expect(error.message).toBe(
      'The graphics driver took the cpu context away while painting 640 × 480 px; continue from the last checkpoint, at a smaller size if it happens again.',
    );
  });

  it.each([
    [new Error('Kernel room is full'), 'Kernel room is full'],
    ['a text', 'a text'],
    [null, 'null'],
  ])('says what came where it knows no better: %s', (cause, text) => {
    const error = explainFailure(cause, size);
    expect(error.code).toBe('backend-unavailable');
    expect(error.message).toBe(
      `The cpu backend failed while painting 640 × 480 px: ${text}. Choose another backend or a smaller size.`,
    );
    expect(error.cause).toBe(cause);
  });
});

describe('a trap of the WASM module', () => {
  const traps = [
    'memory access out of bounds',
    'unreachable',
    'Aborted(). Build with -sASSERTIONS for more info.',
    'table index is out of bounds',
    'null function or function signature mismatch',
  ];

  /** A backend of which there is only how large its heap has grown. */
  async function withHeap(bytes: number): Promise<void> {
    const backend = { wasm: { HEAPU8: { length: bytes } }, dispose: () => undefined };
    tf.registerBackend('wasm', () => backend as never);
    await tf.setBackend('wasm');
  }
  afterEach(() => {
    tf.removeBackend('wasm');
    return tf.setBackend('cpu');
  });

  it.each(traps)('is for want of memory where the heap is at its end: %s', async (text) => {
    await withHeap(3.9 * 2 ** 30);
    const error = explainFailure(new WebAssembly.RuntimeError(text), size);
    expect(error.message).toBe(
      `Painting 640 × 480 px needs more memory than the wasm backend can get (${withoutStop(text)}); choose a smaller size.`,
    );
  });

  it.each(traps)('is a failure of the backend where there is room: %s', async (text) => {
    await withHeap(2 ** 28);
    const error = explainFailure(new WebAssembly.RuntimeError(text), size);
    expect(error.message).toBe(
      `The wasm backend failed while painting 640 × 480 px: ${withoutStop(text)}. Choose another backend or a smaller size.`,
    );
  });

  it('has what the module complained of before as its cause, which may say that it is memory', async () => {
    await withHeap(2 ** 28);
    let print = (_: string) => {};
    await startListenable(async () => {
      // biome-ignore lint/suspicious/noConsole: what the module takes hold of
      print = console.warn;
    });
    const stop = listenToWasm();
    print('XNN status for xnn_create_convolution2d_nhwc_f32 is not successful. Got status 6.');
    const trapped = new WebAssembly.RuntimeError('memory access out of bounds');
    const error = explainFailure(trapped, size);
    stop();
    expect(error.code).toBe('out-of-memory');
    expect(error.cause).toMatchObject({
      message: 'XNN status for xnn_create_convolution2d_nhwc_f32 is not successful. Got status 6.',
      cause: trapped,
    });
  });
});
