import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, checkerPicture, cutOutPicture, type Picture } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  collect,
  doneStep,
  meanDistance,
  paintingSteps,
  request,
  weights,
} from '../../test/tiny-run.js';
import { takeStyleStatistics } from '../statistics/style-statistics.js';
import { stylize } from './stylize.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

// Case 20: what is transparent in a content or a style has no say in what is painted.

const vivid = checkerPicture(48, 48, 6, [
  [240, 30, 40],
  [20, 60, 230],
]);
const style = (pixels: Picture): StyleInput => ({ kind: 'picture', pixels });

/** A picture within a transparent canvas that hides magenta. */
function framed(picture: Picture, left: number, top: number, right = left, bottom = top): Picture {
  const width = left + picture.width + right;
  const height = top + picture.height + bottom;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at += 4) data.set([255, 0, 255, 0], at);
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(4 * y * picture.width, 4 * (y + 1) * picture.width);
    data.set(row, 4 * ((y + top) * width + left));
  }
  return { width, height, data };
}

async function painted(change: Partial<StylizeRequest>) {
  const parameters = { strength: 1, iterations: 8, ...change.parameters };
  return doneStep(await collect({ styles: [style(vivid)], ...change, parameters })).picture;
}

/** Red, green and blue of what is visible of a picture within `framed(…, left, top)`. */
function visibleBytes(picture: { width: number; data: ArrayLike<number> }, of: Picture, left = 0) {
  const values: number[] = [];
  for (let y = 0; y < of.height; y++) {
    for (let x = 0; x < of.width; x++) {
      const at = 4 * ((y + left) * picture.width + x + left);
      if (picture.data[at + 3] === 0) continue;
      values.push(picture.data[at]!, picture.data[at + 1]!, picture.data[at + 2]!);
    }
  }
  return values;
}

describe('a style with transparent parts (case 20)', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('wasm');
  });

  it('is its visible part, whatever the margin', async () => {
    const alone = await painted({});
    const wide = framed(vivid, 5, 24, 61, 9);
    expect(await painted({ styles: [style(wide)] })).toEqual(alone);
    for (const keepColours of ['match', 'luminance'] as const) {
      const parameters = { keepColours, initialImage: 'style' } as const;
      const cropped = await painted({ parameters });
      expect(await painted({ styles: [style(wide)], parameters })).toEqual(cropped);
    }
  });

  it('has the statistics of its visible part', async () => {
    const longSides = [24, 48, 512];
    const alone = await takeStyleStatistics({ weights, picture: vivid, longSides });
    const picture = framed(vivid, 30, 2);
    expect(await takeStyleStatistics({ weights, picture, longSides })).toEqual(alone);
  });

  it('is measured where it is visible, as its statistics are', async () => {
    // Two patches in opposite corners, so that the box round them is half transparent.
    const data = vivid.data.slice();
    for (let at = 0; at < data.length; at += 4) {
      const [x, y] = [(at / 4) % 48, Math.floor(at / 4 / 48)];
      if (x < 24 !== y < 24) data.set([0, 255, 0, 0], at);
    }
    const patches = { ...vivid, data };
    const layers = ['conv1_1', 'conv2_1'] as const;
    const options = { weights, layers, longSides: [48] };
    const whole = await takeStyleStatistics({ ...options, picture: vivid });
    const parts = await takeStyleStatistics({ ...options, picture: patches });
    for (const layer of layers) {
      const [a, b] = [whole, parts].map(({ scales }) => scales[0]!.layers.get(layer)!.mean);
      // The patches are pieces of the same texture; their borders are all that differs.
      expect(b!).toBeAllClose(a!, 0.06);
    }
    const statistics = await takeStyleStatistics({ weights, picture: patches, longSides: [40] });
    const byPicture = await painted({ styles: [style(patches)] });
    const byStatistics = await painted({ styles: [{ kind: 'statistics', statistics }] });
    expect(meanDistance([...byPicture.data], [...byStatistics.data])).toBeLessThan(0.5);
  });

  it.each([
    [framed(checkerPicture(10, 10), 40, 40), 'it is 10 × 10 px there'],
    [framed(checkerPicture(48, 1), 0, 20), 'it is 40 × 1 px there'],
  ])('is refused when too little of it is visible', async (pixels, size) => {
    const before = tf.memory().numTensors;
    await expect(painted({ styles: [style(pixels)] })).rejects.toMatchObject({
      code: 'invalid-image',
      message: `The style picture should be at least 16 px on its short side where it is measured, but ${size}; give one that shows more, since only what is visible counts, and it is never enlarged.`,
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is refused for statistics too when nothing of it is visible', async () => {
    const picture = { ...vivid, data: new Uint8ClampedArray(vivid.data.length) };
    await expect(takeStyleStatistics({ weights, picture })).rejects.toMatchObject({
      code: 'invalid-image',
      message:
        'The style picture must show something, but it is transparent everywhere; choose another one.',
    });
  });
});

describe('a content with transparent parts (case 20)', () => {
  const disc = cutOutPicture(24, 24, 3);

  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it.each(['adam', 'lbfgs'] as const)(
    'is painted alike on any canvas with %s',
    async (optimizer) => {
      // The tiny network reaches less than 64 px; pooling keeps in step at multiples of 16.
      const on = async (margin: number) => {
        const content = framed(disc, margin, margin);
        const parameters = { size: content.width, pyramid: false, optimizer, totalVariation: 0.1 };
        return visibleBytes(await painted({ content, parameters }), disc, margin);
      };
      const small = await on(64);
      expect(small.length).toBeGreaterThan(300 * 3);
      expect(meanDistance(small, visibleBytes(disc, disc))).toBeGreaterThan(5);
      expect(meanDistance(await on(112), small)).toBeLessThan(0.3);
    },
  );

  it('is painted alike whatever it hides', async () => {
    const data = disc.data.slice();
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 0) data.set([9, 250, 3], at);
    const parameters = { keepColours: 'match', size: 24 } as const;
    const loud = await painted({ content: { ...disc, data }, parameters });
    expect(loud).toEqual(await painted({ content: disc, parameters }));
  });

  it('gives its colours by what is visible of it', async () => {
    // Half of the picture is dark and hidden: the style matched to it stays as light as the rest.
    const light = checkerPicture(40, 20, 3, [
      [250, 240, 230],
      [200, 220, 210],
    ]);
    const content = framed(light, 0, 0, 0, 20);
    const parameters = { keepColours: 'match', initialImage: 'style', iterations: 1 } as const;
    const lightness = visibleBytes(await painted({ content, parameters }), light);
    const sum = lightness.reduce((total, value) => total + value, 0);
    expect(sum / lightness.length).toBeGreaterThan(215);
  });

  it('resumes to the same pixels', async () => {
    const change = { content: disc, parameters: { size: 181, iterations: 6 } };
    let checkpoint: Uint8Array | undefined;
    let whole: Uint8Array | Uint8ClampedArray | undefined;
    for await (const step of stylize(request(change))) {
      if (step.phase === 'painting' && step.overall.index === 2) {
        checkpoint = await step.checkpoint();
      }
      if (step.phase === 'done') whole = step.picture.data;
    }
    const resume = checkpoint as Uint8Array;
    const { picture } = doneStep(await collect({ ...change, resume }));
    expect(picture.data).toEqual(whole);
  });

  it.each([
    ['one pixel', 20 * 40 + 20],
    ['a pixel that pooling drops', 38 * 39 + 38],
  ])('is painted when only %s is visible, and everything is freed', async (_, pixel) => {
    const before = tf.memory().numTensors;
    const side = pixel === 20 * 40 + 20 ? 40 : 39;
    const { data } = blobsPicture(side, side, 1);
    for (let at = 0; at < side * side; at++) data[4 * at + 3] = at === pixel ? 1 : 0;
    const content = { width: side, height: side, data };
    for (const normalization of ['relative', 'gatys', 'udacity'] as const) {
      const parameters = { size: side, iterations: 3, normalization, totalVariation: 1 };
      const steps = paintingSteps(await collect({ content, parameters }));
      expect(steps.every(({ losses }) => Number.isFinite(losses.total))).toBe(true);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
