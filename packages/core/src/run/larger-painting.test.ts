import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, cutOutPicture } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  collect,
  content,
  doneStep,
  meanDistance,
  paintingSteps,
  request,
  style,
  weights,
} from '../../test/tiny-run.js';
import type { Pixels } from '../image/pixels.js';
import { planRun } from './run-plan.js';
import type { StylizeRequest } from './stylize-request.js';

const wide = blobsPicture(400, 320, 2);

describe('a painting that goes on from a smaller one', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('wasm');
  });

  const sizesOf = async (smaller: { width: number; height: number }) => {
    const plan = await planRun({
      ...{ weights, content: wide, styles: [{ kind: 'picture', pixels: style }] },
      smallerPainting: blobsPicture(smaller.width, smaller.height, 3),
      parameters: { size: 400, iterations: 60 },
    });
    return plan.scales.map(({ width }) => width);
  };

  it('paints the scales that are larger', async () => {
    expect(await sizesOf({ width: 100, height: 80 })).toEqual([141, 200, 283, 400]);
    expect(await sizesOf({ width: 150, height: 120 })).toEqual([200, 283, 400]);
    // 283 is larger by less than a tenth.
    expect(await sizesOf({ width: 260, height: 208 })).toEqual([400]);
    expect(await sizesOf({ width: 399, height: 319 })).toEqual([400]);
  });

  it.each(['content', 'noise'] as const)(
    'begins where the smaller one ended, not from %s',
    async (initialImage) => {
      const parameters = {
        initialImage,
        size: 40,
        iterations: 1,
        strength: 0.01,
        optimizer: 'adam',
      };
      const smallerPainting = blobsPicture(20, 16, 9);
      const change = { smallerPainting, parameters } as Partial<StylizeRequest>;
      const steps = paintingSteps(await collect(change));
      expect(steps).toHaveLength(1);
      const { picture } = doneStep(await collect(change));
      const at = (pixels: Pixels) => [...pixels.data].filter((_, index) => index % 4 < 3);
      const enlarged = at(await enlargedTo40(smallerPainting));
      expect(meanDistance(at(picture), enlarged)).toBeLessThan(6);
      expect(meanDistance(at(picture), at(content))).toBeGreaterThan(12);
    },
  );

  it.each<[string, Pixels, RegExp]>([
    ['of another shape', blobsPicture(16, 20, 1), /must have the shape of the content/],
    ['that is as large', blobsPicture(40, 32, 1), /must be smaller than the result/],
    ['of which nothing is seen', emptied(cutOutPicture(20, 16, 1)), /must show something/],
  ])('is refused with one %s', async (_, smallerPainting, words) => {
    const before = tf.memory().numTensors;
    await expect(collect({ smallerPainting })).rejects.toThrow(words);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has a checkpoint of its own', async () => {
    const fingerprint = async (change: Partial<StylizeRequest>) =>
      (await planRun(request(change))).fingerprint;
    const one = await fingerprint({ smallerPainting: blobsPicture(20, 16, 1) });
    expect(one).not.toBe(await fingerprint({}));
    expect(one).not.toBe(await fingerprint({ smallerPainting: blobsPicture(20, 16, 2) }));
  });
});

async function enlargedTo40(smallerPainting: Pixels): Promise<Pixels> {
  const { pictures } = await planRun(request({ smallerPainting }));
  return pictures.finish(pictures.initial({ width: 40, height: 32 }));
}

function emptied({ width, height }: Pixels): Pixels {
  return { width, height, data: new Uint8ClampedArray(4 * width * height) };
}
