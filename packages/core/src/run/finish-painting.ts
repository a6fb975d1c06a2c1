import { isContextLost } from '../backend/graphics-context.js';
import { backendFailure } from '../backend/guard-backend.js';
import type { StyleTransferError, StyleTransferErrorCode } from '../base/errors.js';
import type { Pixels, RgbImage } from '../image/pixels.js';
import { resampleImage } from '../image/resample.js';
import { imageOf, type Painting } from './painting.js';
import type { Scale } from './pyramid.js';
import type { DoneStep } from './style-step.js';

/** What may end a run and yet leave what it painted as good as it was. */
const SPARES_THE_PICTURE: readonly StyleTransferErrorCode[] = [
  'out-of-memory',
  'backend-unavailable',
];

/** The last step of a run that made all its iterations, or was stopped. */
export async function finishPainting(painting: Painting): Promise<DoneStep> {
  const { plan, losses, scaleIndex, iteration } = painting;
  const last = plan.scales[scaleIndex] as Scale;
  const complete = scaleIndex === plan.scales.length - 1 && iteration === last.iterations;
  return {
    phase: 'done',
    stoppedEarly: !complete,
    losses,
    picture: finished(painting, await imageOf(painting)),
  };
}

/** The picture so far, at its scale's size. */
export async function pictureNow(painting: Painting): Promise<Pixels> {
  return painting.plan.pictures.finish(await imageOf(painting));
}

/**
 * The last step of a run whose backend failed: hours of coarser scales are not lost because the
 * finest does not fit. The picture is that of the last iteration where the backend can still be read,
 * else that of the end of the scale before.
 *
 * @returns `null` when nothing was painted, or the failure is of another kind: then it is the end
 */
export async function finishAfterFailure(
  painting: Painting | null,
  failure: StyleTransferError,
): Promise<DoneStep | null> {
  if (painting === null || !SPARES_THE_PICTURE.includes(failure.code)) return null;
  if (painting.scaleIndex === 0 && painting.iteration === 0) return null;
  const { losses } = painting;
  const image = await lastGoodImage(painting);
  if (image === null) return null;
  return {
    phase: 'done',
    stoppedEarly: true,
    failure,
    reached: { width: image.width, height: image.height },
    losses,
    picture: finished(painting, image),
  };
}

async function lastGoodImage(painting: Painting): Promise<RgbImage | null> {
  // At a scale that has only been entered there is nothing better than the enlargement of the one before.
  const isNewer = painting.iteration > 0 || painting.reached === null;
  if (!isNewer || backendFailure() !== undefined || isContextLost()) return painting.reached;
  try {
    const image = await imageOf(painting);
    return image.data.every(Number.isFinite) ? image : painting.reached;
  } catch {
    return painting.reached;
  }
}

function finished({ plan }: Painting, image: RgbImage): Pixels {
  return plan.pictures.finish(resampleImage(image, plan.fullSize));
}
