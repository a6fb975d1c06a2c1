import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {
  blobsPicture,
  checkerPicture,
  greyPicture,
  noisePicture,
  type Picture,
  tinyNetwork,
} from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect, doneStep, paintingSteps, weights } from '../../test/tiny-run.js';
import { takeStyleStatistics } from '../statistics/style-statistics.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

// Case 19: when content and styles are grey, so is the painting.

const content = greyPicture(40, 32, 1);
const drawing = checkerPicture(48, 40, 5, [
  [250, 250, 250],
  [20, 20, 20],
]);
const picture = (pixels: Picture, weight = 1): StyleInput => ({ kind: 'picture', pixels, weight });

/** The largest difference between two channels of one pixel. */
function spreadOf({ data }: { data: ArrayLike<number> }): number {
  let largest = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
    largest = Math.max(largest, Math.max(red, green, blue) - Math.min(red, green, blue));
  }
  return largest;
}

async function painted(change: Partial<StylizeRequest> = {}) {
  const parameters = { iterations: 8, strength: 1, ...change.parameters };
  const steps = await collect({ content, styles: [picture(drawing)], ...change, parameters });
  return { grey: steps[0]?.phase === 'preparing' && steps[0].grey, ...doneStep(steps) };
}

describe.each(['cpu', 'wasm'])('a grey pair on %s (case 19)', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each(['adam', 'lbfgs'] as const)('gives a grey painting with %s', async (optimizer) => {
    for (const seed of [7, 8]) {
      const change = { weights: tinyNetwork(seed).weights, parameters: { optimizer } };
      const { picture: result, grey } = await painted(change);
      expect(grey).toBe(true);
      expect(spreadOf(result)).toBe(0);
      expect(new Set(result.data).size).toBeGreaterThan(20);
    }
  });
});

describe('what counts as grey (case 19)', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it.each(['noise', 'picture', 'style'] as const)(
    'starts from %s in grey',
    async (initialImage) => {
      const initialPicture = noisePicture(40, 32, 9);
      const { picture: result } = await painted({ initialPicture, parameters: { initialImage } });
      expect(spreadOf(result)).toBe(0);
    },
  );

  it('paints in grey, rather than taking the colour out at the end', async () => {
    // The gradient of a network is coloured; losses are lowered by what can be seen of it.
    const steps = await collect({
      content,
      styles: [picture(drawing)],
      parameters: { iterations: 25, strength: 1 },
    });
    const losses = paintingSteps(steps).map((step) => step.losses.style);
    expect(losses.at(-1)).toBeLessThan(0.6 * losses[0]!);
  });

  it('overlooks roundings, hidden colours and styles of no weight', async () => {
    const rounded = { ...content, data: content.data.slice() };
    for (let at = 0; at < rounded.data.length; at += 8) rounded.data[at]! += 2;
    rounded.data.set([255, 0, 0, 0], 0);
    const styles = [picture(drawing), picture(blobsPicture(40, 40, 2), 0)];
    const { picture: result, grey } = await painted({ content: rounded, styles });
    expect(grey).toBe(true);
    expect(spreadOf(result)).toBe(0);
  });

  it('knows statistics of a grey picture, and a style matched to a grey content', async () => {
    const statistics = await takeStyleStatistics({ weights, picture: drawing });
    expect(statistics.grey).toBe(true);
    const known = await painted({ styles: [{ kind: 'statistics', statistics }] });
    expect(spreadOf(known.picture)).toBe(0);
    const { grey: _, ...silent } = statistics;
    const unknown = await painted({ styles: [{ kind: 'statistics', statistics: silent }] });
    expect(spreadOf(unknown.picture)).toBeGreaterThan(5);
    const matched = await painted({
      styles: [picture(blobsPicture(40, 40, 2))],
      parameters: { keepColours: 'match' },
    });
    expect(spreadOf(matched.picture)).toBe(0);
  });

  it('paints in colour when only one of them is grey', async () => {
    const colourful = blobsPicture(40, 32, 3);
    for (const change of [
      { styles: [picture(colourful)] },
      { styles: [picture(drawing), picture(colourful)] },
      { content: colourful },
    ]) {
      const { picture: result, grey } = await painted(change);
      expect(grey).toBeFalsy();
      expect(spreadOf(result)).toBeGreaterThan(5);
    }
  });
});
