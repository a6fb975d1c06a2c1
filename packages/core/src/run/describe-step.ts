import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import type { Losses } from '../loss/losses.js';
import { type LayerName, multiplicationsPerPixel, VGG19_LAYERS } from '../vgg19/network/layers.js';
import { pictureNow } from './finish-painting.js';
import { checkpointOf, type Painting } from './painting.js';
import type { Scale } from './pyramid.js';
import type { PlannedScale, RunPlan } from './run-plan.js';
import type { ScalePlans } from './scale-plans.js';
import type { PaintingStep, PreparingStep, ScaleInPieces, ScaleProgress } from './style-step.js';

/** The step after an iteration; its picture and checkpoint are to be had until the next one. */
export function describeStep(
  painting: Painting,
  plans: ScalePlans,
  msPerIteration: number,
): PaintingStep {
  const { plan, scaleIndex, iteration, state } = painting;
  const scale = plan.scales[scaleIndex] as Scale;
  const before = sumIterations(plan.scales.slice(0, scaleIndex));
  const current = () => {
    if (painting.state === state && !painting.over) return;
    throw new StyleTransferError(
      'invalid-parameter',
      sentence`picture() and checkpoint() belong to their step; call them before the next step is asked for.`,
    );
  };
  return {
    phase: 'painting',
    scale: scaleProgress(plan, scaleIndex),
    iteration: { index: iteration, of: scale.iterations },
    overall: { index: before + iteration, of: sumIterations(plan.scales) },
    losses: painting.losses as Losses,
    msPerIteration,
    secondsLeft: secondsLeft(painting, plans, msPerIteration),
    picture: async () => {
      current();
      return pictureNow(painting);
    },
    checkpoint: async () => {
      current();
      return checkpointOf(painting);
    },
  };
}

/** The step before the iterations of a scale. */
export function describeScale(painting: Painting, plans: ScalePlans): PreparingStep {
  const { plan, scaleIndex } = painting;
  const inPieces = plan.scales.flatMap((_, index) => piecesOf(plan, index, plans));
  const now = inPieces.find(({ scale }) => scale.index === scaleIndex);
  const ahead = inPieces.filter(({ scale }) => scale.index > scaleIndex);
  return {
    phase: 'preparing',
    scale: scaleProgress(plan, scaleIndex),
    ...(plan.pictures.grey && { grey: true }),
    ...(now && { pieces: now.pieces }),
    ...(ahead.length > 0 && { ahead }),
  };
}

/** A scale with its pieces; nothing where the network sees it whole. */
function piecesOf(plan: RunPlan, index: number, plans: ScalePlans): ScaleInPieces[] {
  const scale = plan.scales[index] as PlannedScale;
  const { kind, pieces, timeFactor, bytes } = plans.planAt(scale, scale);
  if (kind === 'whole') return [];
  const count = pieces.pieces.length;
  return [{ scale: scaleProgress(plan, index), pieces: { count, timeFactor, bytes } }];
}

/**
 * An iteration costs in proportion to its pixels, its network's multiplications and what its pieces add, so later
 * scales are priced by theirs.
 */
function secondsLeft(
  { plan, scaleIndex, iteration }: Painting,
  plans: ScalePlans,
  msPerIteration: number,
): number {
  const { scales, deepest } = plan;
  const costOf = (scale: PlannedScale) =>
    plans.planAt(scale, scale).timeFactor * multiplications(scale, deepest);
  const scale = scales[scaleIndex] as PlannedScale;
  const msPerUnit = msPerIteration / costOf(scale);
  const later = scales
    .slice(scaleIndex + 1)
    .reduce((sum, next) => sum + next.iterations * costOf(next) * msPerUnit, 0);
  return ((scale.iterations - iteration) * msPerIteration + later) / 1000;
}

function multiplications({ width, height, weights }: PlannedScale, deepest: LayerName): number {
  return width * height * multiplicationsPerPixel(weights.architecture ?? VGG19_LAYERS, deepest);
}

/** Where in the pyramid a scale is. */
export function scaleProgress({ scales }: RunPlan, index: number): ScaleProgress {
  const { width, height } = scales[index] as Scale;
  return { index, of: scales.length, width, height };
}

function sumIterations(scales: readonly Scale[]): number {
  return scales.reduce((sum, { iterations }) => sum + iterations, 0);
}
