import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { restartBackend } from './restart.js';
import { selectBackend } from './select.js';

const { resolve } = createRequire(import.meta.url);
const simd = readFileSync(
  resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
);

describe('WASM from bytes', () => {
  it('is refused with a reason when the bytes are others, and auto goes on to the next', async () => {
    const wasmBinary = simd.subarray(0, 1000);
    await expect(selectBackend({ preferred: 'wasm', wasmBinary })).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: expect.stringMatching(/^The wasm backend could not be started: .*compile/),
    });
    expect(await selectBackend({ wasmBinary })).toMatchObject({
      name: 'cpu',
      reason: expect.stringMatching(
        /^there is no WebGL here; wasm failed to start \(.*compile.*\); cpu works here$/,
      ),
    });
  });

  it('is refused in words where a policy forbids WebAssembly or the processor has no SIMD', async () => {
    const forbidden = vi
      .spyOn(WebAssembly, 'compile')
      .mockRejectedValue(
        new WebAssembly.CompileError(
          "WebAssembly.compile(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source",
        ),
      );
    const reason = async () => (await selectBackend({ wasmBinary: simd })).reason;
    expect(await reason()).toContain(
      'wasm failed to start (the content security policy forbids WebAssembly)',
    );
    forbidden.mockRestore();

    const { getAsync } = tf.env();
    tf.env().getAsync = async (flag) => flag !== 'WASM_HAS_SIMD_SUPPORT' && getAsync(flag);
    expect(await reason()).toContain(
      'wasm failed to start (this processor or browser has no SIMD for WebAssembly)',
    );
    tf.env().getAsync = getAsync;
  });

  it('starts without an address, and leaves the platform’s fetch as it was', async () => {
    const { fetch } = tf.env().platform;
    const choice = await selectBackend({ preferred: 'wasm', wasmBinary: simd });

    expect(choice.name).toBe('wasm');
    expect(tf.tidy(() => tf.sum(tf.tensor1d([1, 2, 3])).dataSync()[0])).toBe(6);
    expect(tf.env().platform.fetch).toBe(fetch);
  });

  it('is started anew from the same bytes', async () => {
    await selectBackend({ preferred: 'wasm', wasmBinary: simd });
    const before = tf.backend();
    await restartBackend('wasm');
    expect(tf.backend()).not.toBe(before);
    expect(tf.tidy(() => tf.sum(tf.tensor1d([1, 2, 3])).dataSync()[0])).toBe(6);
  });
});
