import * as tf from '@tensorflow/tfjs-core';
import { toTensor } from '../packages/core/src/backend/tensor.js';
import { fitLongSide } from '../packages/core/src/image/fit.js';
import { type Pixels, toRgb } from '../packages/core/src/image/pixels.js';
import { resampleImage } from '../packages/core/src/image/resample.js';
import { gramMatrix } from '../packages/core/src/loss/gram.js';
import { styleLoss } from '../packages/core/src/loss/style.js';
import { createControls } from '../packages/core/src/run/controls.js';
import type { PaintingStep } from '../packages/core/src/run/style-step.js';
import { stylize } from '../packages/core/src/run/stylize.js';
import { CALIBRATION } from '../packages/core/src/vgg19/calibration.js';
import { createNetwork, type Network } from '../packages/core/src/vgg19/network.js';
import type { NetworkWeights } from '../packages/core/src/vgg19/network-weights.js';
import type { Job, PyramidResult } from './job.js';
import { DEEPEST, DEFAULTS, STYLE_LAYERS } from './objective-defaults.js';

type PyramidJob = Extract<Job, { kind: 'pyramid' }>;

/**
 * Paints until the relative style loss at the full size is down to `job.styleLoss`. How well the
 * picture matches the style at half the size, where large structure shows, is measured beside it:
 * that is what a pyramid is for and what the loss at one size cannot see.
 */
export async function timeToStyleLoss(
  weights: NetworkWeights,
  job: PyramidJob,
  pictures: { readonly content: Pixels; readonly style: Pixels },
): Promise<PyramidResult> {
  const { size, iterations, enabled } = job;
  const controls = createControls();
  const steps = stylize({
    weights,
    content: pictures.content,
    styles: [{ kind: 'picture', pixels: pictures.style }],
    parameters: { size, iterations, pyramid: enabled },
    controls,
  });
  const start = performance.now();
  let last: PaintingStep | null = null;
  let seconds: number | null = null;
  let picture = pictures.content;
  for await (const step of steps) {
    if (step.phase === 'done') {
      if (step.failure !== undefined) throw step.failure;
      picture = step.picture;
    }
    if (step.phase !== 'painting') continue;
    last = step;
    if (step.scale.index === step.scale.of - 1 && step.losses.style <= job.styleLoss) {
      seconds = (performance.now() - start) / 1000;
      controls.stop();
    }
  }
  return {
    styleLoss: job.styleLoss,
    seconds,
    iterations: last?.overall.index ?? 0,
    reached: last?.losses.style ?? Number.NaN,
    atHalfSize: styleLossAt(weights, picture, pictures.style, Math.round(size / 2)),
  };
}

/** The relative style loss, as the default parameters weigh it, at another size. */
function styleLossAt(
  weights: NetworkWeights,
  picture: Pixels,
  style: Pixels,
  longSide: number,
): number {
  const { pooling, normalisation, styleLayers } = DEFAULTS;
  return tf.tidy(() => {
    const calibration = CALIBRATION[pooling];
    const network = createNetwork({ weights, deepest: DEEPEST, pooling, calibration });
    const target = forward(network, style, longSide);
    const pass = forward(network, picture, longSide);
    let sum = 0;
    for (const layer of STYLE_LAYERS) {
      const loss = styleLoss({
        layer,
        target: gramMatrix(target.featureMap(layer)),
        normalisation,
      });
      const evaluated = loss.evaluate(pass.featureMap(layer));
      sum += (styleLayers[layer] ?? 0) * (evaluated.loss.dataSync()[0] as number);
      evaluated.dispose();
      loss.dispose();
    }
    for (const each of [target, pass, network]) each.dispose();
    return sum;
  });
}

function forward(network: Network, pixels: Pixels, longSide: number) {
  const { width, height } = pixels;
  return network.forward(
    toTensor(resampleImage(toRgb(pixels), fitLongSide(width, height, longSide))),
  );
}
