import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { checkerPicture, cutOutPicture, type Picture } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  collect,
  columnBytes,
  columnMask,
  content,
  doneStep,
  meanDistance,
  request,
} from '../../test/tiny-run.js';
import type { Mask } from '../image/mask.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import { preparePictures } from './painting-pictures.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const vivid = checkerPicture(48, 48, 6, [
  [240, 30, 40],
  [20, 60, 230],
]);
const STYLES = [{ kind: 'picture', pixels: vivid }] as const;

async function painted(change: Partial<StylizeRequest>): Promise<Picture> {
  const parameters = { strength: 1, iterations: 8, ...change.parameters };
  return doneStep(await collect({ styles: STYLES, ...change, parameters })).picture as Picture;
}

describe('a painting with a protected part', () => {
  const protect = columnMask(content, 0, 16);

  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('wasm');
  });

  it.each<[string, Partial<StylizeRequest>]>([
    ['by itself', {}],
    ['with L-BFGS', { parameters: { optimizer: 'lbfgs' } }],
    ['from noise', { parameters: { initialImage: 'noise' } }],
    ['in its own colours', { parameters: { keepColours: 'luminance' } }],
    ['with a total variation', { parameters: { totalVariation: 0.1 } }],
    ['of a cut-out', { content: cutOutPicture(40, 32, 3) }],
  ])('has there the bytes of the original, and paints the rest, %s', async (_, change) => {
    const original = (change.content ?? content) as Picture;
    const picture = await painted({ protect, ...change });
    expect(columnBytes(picture, 0, 16)).toEqual(columnBytes(original, 0, 16));
    expect(
      meanDistance(columnBytes(picture, 20, 40), columnBytes(original, 20, 40)),
    ).toBeGreaterThan(5);
  });

  it('shows the original there from the first step on', async () => {
    for await (const step of stylize(request({ protect, styles: STYLES }))) {
      if (step.phase !== 'painting') continue;
      const seen = (await step.picture()) as Picture;
      expect(columnBytes(seen, 0, 16)).toEqual(columnBytes(content, 0, 16));
      break;
    }
  });

  it('leaves what is protected out of what counts, of its colours too', () => {
    const data = Uint8ClampedArray.from(content.data);
    for (let at = 0; at < data.length; at += 4) {
      if ((at >> 2) % 40 < 16) data.set([255, 0, 255, 255], at);
    }
    const parameters = parseParameters({ keepColours: 'match', size: 40 });
    const prepared = (change: Partial<StylizeRequest>) =>
      preparePictures(request({ styles: STYLES, ...change }), parameters, content);
    const plain = prepared({ protect });
    const other = prepared({ protect, content: { ...content, data } });
    const columnsThatCount = plain.coverage?.data.slice(0, 40).map(Math.ceil);
    // The column beside it is protected by half.
    expect(Array.from(columnsThatCount ?? [])).toEqual([
      ...Array(16).fill(0),
      ...Array(24).fill(1),
    ]);
    expect(other.parts).toEqual(plain.parts);
    expect(prepared({ content: { ...content, data } }).parts).not.toEqual(plain.parts);
  });

  it('is the same after a resume, and refuses the checkpoint with another mask', async () => {
    const whole = await painted({ protect });
    const parameters = { strength: 1, iterations: 8 };
    const asked = request({ protect, styles: STYLES, parameters });
    const kept: Uint8Array[] = [];
    for await (const step of stylize(asked)) {
      if (step.phase !== 'painting' || step.overall.index !== 4) continue;
      kept.push(await step.checkpoint());
      break;
    }
    const [resume] = kept;
    expect(await painted({ protect, resume })).toEqual(whole);
    const others = [columnMask(content, 0, 15), undefined];
    for (const other of others) {
      const { protect: _, ...rest } = request({ styles: STYLES, parameters, resume });
      const steps = stylize({ ...rest, ...(other ? { protect: other } : {}) });
      await expect(steps.next()).rejects.toMatchObject({ code: 'invalid-checkpoint' });
    }
  });

  it.each<[string, Mask, RegExp]>([
    ['marks nothing', columnMask(content, 0, 0), /must mark something/],
    ['marks everything', columnMask(content, 0, 40), /protects all of the picture/],
    ['is upright', columnMask({ width: 32, height: 40 }, 0, 3), /shape of the picture/],
  ])('is refused before any work when its mask %s', async (_, mask, words) => {
    const before = tf.memory().numTensors;
    await expect(painted({ protect: mask })).rejects.toThrow(words);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is refused when all that it leaves is transparent', async () => {
    const data = Uint8ClampedArray.from(content.data);
    for (let at = 0; at < data.length; at += 4) if ((at >> 2) % 40 >= 16) data[at + 3] = 0;
    await expect(painted({ protect, content: { ...content, data } })).rejects.toThrow(
      /something visible to paint/,
    );
  });

  it('frees everything', async () => {
    const before = tf.memory().numTensors;
    await painted({ protect });
    expect(tf.memory().numTensors).toBe(before);
  });
});
