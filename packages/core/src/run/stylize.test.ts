import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {
  blobsPicture,
  checkerPicture,
  cutOutPicture,
  noisePicture,
  type Picture,
} from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  alphaBytes,
  collect,
  content,
  doneStep,
  paintingSteps,
  request,
  style,
} from '../../test/tiny-run.js';
import type { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import type { PaintingStep } from './style-step.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

async function painted(change: Partial<StylizeRequest> = {}): Promise<Uint8ClampedArray> {
  return Uint8ClampedArray.from(doneStep(await collect(change)).picture.data);
}

describe.each(['cpu', 'wasm'])('a run on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each(['adam', 'lbfgs'] as const)('lowers the style loss with %s', async (optimizer) => {
    const parameters = { iterations: 25, strength: 1, optimizer };
    const steps = paintingSteps(await collect({ parameters }));
    const [first, last] = [steps[0]!.losses, steps.at(-1)!.losses];
    expect(last.style).toBeLessThan(0.6 * first.style);
    expect(last.total).toBeLessThan(first.total);
  });

  it('sums the losses by layer to the terms and the terms to the total', async () => {
    const styleLayers = { conv1_1: 0.5, conv3_1: 2 };
    const parameters = { styleLayers, alpha: 3, beta: 0.25, totalVariation: 7, iterations: 2 };
    const { losses } = paintingSteps(await collect({ parameters }))[1]!;
    const { conv1_1 = Number.NaN, conv3_1 = Number.NaN } = losses.styleByLayer;
    expect(Object.keys(losses.styleByLayer)).toEqual(['conv1_1', 'conv3_1']);
    expect(Object.keys(losses.contentByLayer)).toEqual(['conv4_2']);
    expect(losses.style).toBeCloseTo(0.5 * conv1_1 + 2 * conv3_1, 10);
    expect(losses.content).toBe(losses.contentByLayer.conv4_2);
    expect(losses.content).toBeGreaterThan(0);
    expect(losses.totalVariation).toBeGreaterThan(0);
    const total = 3 * losses.content + 0.25 * losses.style + 7 * losses.totalVariation;
    expect(losses.total).toBeCloseTo(total, 10);
  });

  it.each(['adam', 'lbfgs'] as const)('repeats itself byte for byte with %s', async (optimizer) => {
    const parameters = { initialImage: 'noise', seed: 5, optimizer } as const;
    const once = await painted({ parameters });
    expect(await painted({ parameters })).toEqual(once);
    expect(await painted({ parameters: { ...parameters, seed: 6 } })).not.toEqual(once);
  });

  it('puts the content’s alpha back, byte for byte at its own size', async () => {
    const cutOut = cutOutPicture(40, 32, 3);
    const steps = await collect({ content: cutOut, parameters: { iterations: 2 } });
    expect(new Set(alphaBytes(cutOut))).toEqual(new Set([0, 128, 255]));
    expect(alphaBytes(doneStep(steps).picture)).toEqual(alphaBytes(cutOut));
  });

  it('frees everything after a whole run', async () => {
    const before = tf.memory().numTensors;
    await collect({ parameters: { totalVariation: 1, optimizer: 'lbfgs' } });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('paints what has only one row when the network is shallow enough', async () => {
    const shallow = { styleLayers: { conv1_1: 1 }, contentLayers: { conv1_2: 1 } };
    const parameters = { ...shallow, size: 40, iterations: 3, totalVariation: 5 };
    const steps = await collect({ content: blobsPicture(40, 1, 2), parameters });
    const { picture, losses } = doneStep(steps);
    expect([picture.width, picture.height]).toEqual([40, 1]);
    expect(losses?.total).toBeGreaterThan(0);
  });
});

describe('the steps of a run', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it('come in order, with sizes and counters', async () => {
    const steps = await collect({
      content: blobsPicture(90, 60, 1),
      parameters: { size: 181, iterations: 5 },
    });
    expect(steps.map(({ phase }) => phase)).toEqual([
      'preparing',
      ...Array(3).fill('painting'),
      'preparing',
      ...Array(2).fill('painting'),
      'done',
    ]);
    const coarse = { index: 0, of: 2, width: 128, height: 86 };
    const fine = { index: 1, of: 2, width: 181, height: 121 };
    expect(steps[0]).toEqual({ phase: 'preparing', scale: coarse });
    expect(steps[4]).toEqual({ phase: 'preparing', scale: fine });
    const painting = paintingSteps(steps);
    expect(painting.map(({ scale }) => scale)).toEqual([coarse, coarse, coarse, fine, fine]);
    expect(painting.map(({ iteration }) => `${iteration.index}/${iteration.of}`)).toEqual([
      '1/3',
      '2/3',
      '3/3',
      '1/2',
      '2/2',
    ]);
    expect(painting.map(({ overall }) => overall.index)).toEqual([1, 2, 3, 4, 5]);
    expect(painting.every(({ overall }) => overall.of === 5)).toBe(true);
    const { picture, stoppedEarly, losses } = doneStep(steps);
    expect([picture.width, picture.height, stoppedEarly]).toEqual([181, 121, false]);
    expect(picture.data.length).toBe(181 * 121 * 4);
    expect(losses).toEqual(painting.at(-1)?.losses);
    expect(alphaBytes(picture).every((alpha) => alpha === 255)).toBe(true);
  });

  it('estimates the time left from the pixels of the scales to come', async () => {
    const big = { size: 181, iterations: 5 };
    const steps = paintingSteps(await collect({ content: style, parameters: big }));
    const pixels = ({ scale }: PaintingStep) => scale.width * scale.height;
    const expected = steps.map((step) => {
      const { msPerIteration, iteration, scale } = step;
      const here = (iteration.of - iteration.index) * msPerIteration;
      const ratio = pixels(steps.at(-1)!) / pixels(step);
      return (here + (scale.index === 0 ? 2 * ratio * msPerIteration : 0)) / 1000;
    });
    expect(steps.every(({ msPerIteration }) => msPerIteration > 0)).toBe(true);
    steps.forEach(({ secondsLeft }, index) => {
      expect(secondsLeft).toBeCloseTo(expected[index]!, 9);
    });
    expect(steps.at(-1)?.secondsLeft).toBe(0);
  });

  it('has one scale without the pyramid and exactly the iterations asked for', async () => {
    const parameters = { size: 256, iterations: 3, pyramid: false };
    const steps = await collect({ content, parameters });
    expect(steps.filter(({ phase }) => phase === 'preparing').length).toBe(1);
    expect(paintingSteps(steps).map(({ scale }) => scale.width)).toEqual([256, 256, 256]);
  });

  it('takes the iterations of the quality when none are given', async () => {
    const parameters = { iterations: null, quality: 'draft' } as const;
    const steps = paintingSteps(await collect({ parameters }));
    expect(steps.length).toBe(100);
    expect(steps.every(({ overall }) => overall.of === 100)).toBe(true);
  });

  it('show the picture so far at the size of the scale, with the alpha resampled', async () => {
    const cutOut = cutOutPicture(90, 90, 3);
    const pictures: { width: number; height: number; data: ArrayLike<number> }[] = [];
    const parameters = { size: 181, iterations: 2 };
    for await (const step of stylize(request({ content: cutOut, parameters }))) {
      if (step.phase === 'painting') pictures.push(await step.picture());
    }
    expect(pictures.map(({ width, height }) => [width, height])).toEqual([
      [128, 128],
      [181, 181],
    ]);
    for (const picture of pictures) {
      const alpha = alphaBytes(picture);
      expect(alpha[0]).toBe(0);
      const { width, height } = picture;
      expect(alpha[Math.floor(height / 2) * width + Math.floor(width / 2)]).toBe(255);
      expect(alpha.some((value) => value > 0 && value < 255)).toBe(true);
    }
  });

  it('refuse their picture and checkpoint once the next step was asked for', async () => {
    const sentence =
      'picture() and checkpoint() belong to their step; call them before the next step is asked for.';
    const held = paintingSteps(await collect({ parameters: { iterations: 2 } }));
    expect(held.length).toBe(2);
    for (const step of held) {
      await expect(step.picture()).rejects.toThrow(sentence);
      await expect(step.checkpoint()).rejects.toMatchObject({
        code: 'invalid-parameter',
        message: sentence,
      });
    }
  });

  it('finish a picture and a checkpoint that were asked for in time', async () => {
    const pending: Promise<unknown>[] = [];
    for await (const step of stylize(request())) {
      if (step.phase === 'painting') pending.push(step.picture(), step.checkpoint());
    }
    const finished = await Promise.all(pending);
    expect(finished.length).toBe(12);
    expect((finished[0] as Picture).data.length).toBe(40 * 32 * 4);
    expect((finished[11] as Uint8Array).length).toBeGreaterThan(40 * 32 * 3 * 4 * 4);
  });
});

describe('the picture to start from', () => {
  // Almost no step, so that the finished picture still shows where the run began.
  const still = { iterations: 1, optimizer: 'lbfgs', alpha: 1e-9, beta: 0 } as const;
  const meanDistance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) /
    a.length;

  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it('is the content, the style, another picture or noise', async () => {
    const sameSize = checkerPicture(40, 32, 5);
    const initialPicture = noisePicture(40, 32, 9);
    const styles = [{ kind: 'picture', pixels: sameSize }] as const;
    const start = (initialImage: typeof DEFAULT_PARAMETERS.initialImage) =>
      painted({ styles, initialPicture, parameters: { ...still, initialImage } });
    expect(meanDistance(await start('content'), content.data)).toBeLessThan(1);
    expect(meanDistance(await start('style'), sameSize.data)).toBeLessThan(1);
    expect(meanDistance(await start('picture'), initialPicture.data)).toBeLessThan(1);
    const noise = Array.from(await start('noise')).filter((_, index) => index % 4 !== 3);
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    expect(mean).toBeCloseTo(127.5, -1);
    expect(meanDistance(noise, Array(noise.length).fill(mean))).toBeGreaterThan(20);
  });

  it('is refused when it is missing, and nothing stays behind', async () => {
    const before = tf.memory().numTensors;
    await expect(collect({ parameters: { initialImage: 'picture' } })).rejects.toMatchObject({
      code: 'invalid-parameter',
      message:
        'initialImage "picture" needs an initial picture, but none came; give one, or start from "content" or "noise".',
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
