import { fitLongSide } from '../../packages/core/src/image/fit.js';
import { type Pixels, toRgb } from '../../packages/core/src/image/pixels.js';
import { resampleImage } from '../../packages/core/src/image/resample.js';
import { styleLoss } from '../../packages/core/src/loss/style.js';
import { createControls } from '../../packages/core/src/run/controls.js';
import type { PaintingStep } from '../../packages/core/src/run/style-step.js';
import { stylize } from '../../packages/core/src/run/stylize.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import { CALIBRATION } from '../../packages/core/src/vgg19/network/calibration.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { withPass } from '../../packages/core/src/vgg19/with-pass.js';
import { DEEPEST, DEFAULTS, STYLE_LAYERS } from '../contenders/objective-defaults.js';
import type { Job, PyramidResult } from './job.js';

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
    atHalfSize: await styleLossAt(weights, picture, pictures.style, Math.round(size / 2)),
  };
}

/** The relative style loss, as the default parameters weigh it, at another size. */
async function styleLossAt(
  weights: NetworkWeights,
  picture: Pixels,
  style: Pixels,
  longSide: number,
): Promise<number> {
  const { pooling, normalization, styleLayers } = DEFAULTS;
  const calibration = CALIBRATION[pooling];
  const network = createNetwork({ weights, deepest: DEEPEST, pooling, calibration });
  const losses = await withPass(network, atSize(style, longSide), (maps) =>
    STYLE_LAYERS.map((layer) => styleLoss({ layer, target: maps.gram(layer), normalization })),
  );
  const sum = await withPass(network, atSize(picture, longSide), (maps) =>
    losses.reduce((total, loss) => {
      const evaluated = loss.evaluate(maps);
      const value = evaluated.loss.dataSync()[0] as number;
      evaluated.dispose();
      return total + (styleLayers[loss.layer] ?? 0) * value;
    }, 0),
  );
  for (const each of [...losses, network]) each.dispose();
  return sum;
}

function atSize(pixels: Pixels, longSide: number) {
  const { width, height } = pixels;
  return resampleImage(toRgb(pixels), fitLongSide(width, height, longSide));
}
