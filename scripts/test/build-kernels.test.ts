import { expect, it } from 'vitest';
import { RELAXED_SIMD, SIMD } from '../../packages/core/src/kernels/wasm/modules.generated.js';
import { compileKernels } from '../build-kernels.mjs';

const committed: Readonly<Record<string, string>> = { RELAXED_SIMD, SIMD };

it('carries the kernels that its sources give, each of at most 30 kB', async () => {
  const modules = Object.entries(await compileKernels());
  expect(modules.map(([name]) => name).sort()).toEqual(Object.keys(committed).sort());
  for (const [name, bytes] of modules) {
    expect(bytes.length).toBeLessThanOrEqual(30_000);
    expect(Buffer.from(bytes).toString('base64')).toBe(committed[name]);
  }
});
