import { readFileSync } from 'node:fs';
import { blobsPicture, checkerPicture, mulberry32, tinyNetwork } from '@pastiche/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectBackend } from '../backend/select.js';
import { kernelsInUse, leaveKernels } from '../kernels/wasm/kernels-in-use.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import { readLiteWeights } from '../weights/formats/lite-weights.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const request: StylizeRequest = {
  weights: tinyNetwork(5).weights,
  content: blobsPicture(40, 33, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(40, 40, 5) }],
  parameters: { size: 40, iterations: 15 },
};

/** The pictures after 20 iterations and at the end, and the total loss of each iteration. */
interface Painted {
  readonly early: Uint8ClampedArray;
  readonly last: Uint8ClampedArray;
  readonly losses: readonly number[];
}

async function paint(change: Partial<StylizeRequest> = {}): Promise<Painted> {
  let early = new Uint8ClampedArray();
  const losses: number[] = [];
  for await (const step of stylize({ ...request, ...change })) {
    if (step.phase === 'done') {
      return { early, losses, last: Uint8ClampedArray.from(step.picture.data) };
    }
    if (step.phase === 'preparing') continue;
    losses.push(step.losses.total);
    if (losses.length === 20) early = Uint8ClampedArray.from((await step.picture()).data);
  }
  throw new Error('The run did not finish.');
}

/** Mean difference of the colours, of 255; the sign says which is brighter. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray, size = Math.abs): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += size(a[at]! - b[at]!);
  // Alpha is the same everywhere.
  return sum / (a.length * 0.75);
}

/** The same weights, each larger or smaller by chance by as much as the kernels round. */
function roundedOtherwise(weights: NetworkWeights): NetworkWeights {
  const random = mulberry32(1);
  const layers = [...weights.layers].map(([name, layer]) => {
    const kernel = layer.kernel.map((value) => value * (1 + (random() < 0.5 ? -1e-6 : 1e-6)));
    return [name, { ...layer, kernel }] as const;
  });
  return { ...weights, layers: new Map(layers) };
}

describe('runs on the kernels', () => {
  beforeAll(async () => {
    await selectBackend({ preferred: 'wasm' });
  });

  afterAll(() => leaveKernels());

  it('paint the picture that TensorFlow.js’s operations paint', async () => {
    expect(kernelsInUse()).not.toBeNull();
    const ours = await paint();
    leaveKernels();
    const theirs = await paint();
    await selectBackend({ preferred: 'wasm' });
    expect(difference(ours.last, theirs.last)).toBeLessThan(1);
  });

  // Adam's step does not shrink with the gradient, so what rounds otherwise parts, in any implementation:
  // ADR 9 has the numbers.
  it('part from it no further than its own run with weights that are rounded otherwise', async () => {
    const lite = new URL('../../data/vgg19-lite.safetensors', import.meta.url);
    const weights = readLiteWeights(readFileSync(lite));
    const long: Partial<StylizeRequest> = {
      weights,
      content: blobsPicture(48, 48, 1),
      styles: [{ kind: 'picture', pixels: blobsPicture(48, 48, 2) }],
      parameters: { size: 48, iterations: 100 },
    };
    const ours = await paint(long);
    leaveKernels();
    const theirs = await paint(long);
    const other = await paint({ ...long, weights: roundedOtherwise(weights) });
    await selectBackend({ preferred: 'wasm' });
    expect(difference(ours.early, theirs.early)).toBeLessThan(1);
    const apart = difference(other.last, theirs.last);
    expect(apart).toBeGreaterThan(1);
    expect(difference(ours.last, theirs.last)).toBeLessThan(1.5 * apart);
    // Neither is brighter or better than the other.
    expect(Math.abs(difference(ours.last, theirs.last, (each) => each))).toBeLessThan(0.2);
    expect(Math.abs(ours.losses.at(-1)! / theirs.losses.at(-1)! - 1)).toBeLessThan(0.01);
  });
});
