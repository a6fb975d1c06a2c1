import { compileAhead } from '../backend/compile-ahead.js';
import { explainFailure } from '../backend/failure.js';
import { freeAll } from '../backend/free-all.js';
import { freeUnusedTextures } from '../backend/free-textures.js';
import {
  backendFailure,
  noteFailure,
  prepareBackend,
  renewBackend,
} from '../backend/guard-backend.js';
import { listenToWasm } from '../backend/wasm-remarks.js';
import { isStyleTransferError, StyleTransferError, throwIfAborted } from '../base/errors.js';
import { createBreathing, nextTask } from '../base/next-task.js';
import { sentence } from '../base/sentence.js';
import type { Losses } from '../loss/losses.js';
import { wholePicture } from '../loss/pieces/piece-plan.js';
import { checkNetworkSize, createNetwork } from '../vgg19/create-network.js';
import { type LayerName, multiplicationsPerPixel, VGG19_LAYERS } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';
import { finishAfterFailure, finishPainting, pictureNow } from './finish-painting.js';
import {
  beginPainting,
  checkpointOf,
  endPainting,
  enterNextScale,
  iterate,
  type Painting,
  rehearse,
  waitWhilePaused,
} from './painting.js';
import type { Scale } from './pyramid.js';
import { type PlannedScale, planRun, type RunPlan } from './run-plan.js';
import { createScaleObjective } from './scale-objective.js';
import type {
  DoneStep,
  PaintingStep,
  PreparingStep,
  ScaleProgress,
  StyleStep,
} from './style-step.js';
import type { StylizeRequest } from './stylize-request.js';

/**
 * Paints the content picture in the style of others (Gatys, Ecker & Bethge 2016), coarse to fine:
 * at each scale of the pyramid the targets are taken anew and the pixels optimized.
 *
 * Yields one step per scale begun, one per iteration, and a last one with the finished picture.
 * Leaving the loop early frees everything, as do errors and `signal`. When the backend fails after
 * something was painted, the last step has that picture, and the error as its `failure`.
 *
 * @example
 * for await (const step of stylize({ weights, content, styles: [{ kind: 'picture', pixels }] })) {
 *   if (step.phase === 'done') show(step.picture);
 * }
 * @throws StyleTransferError for bad input before any work (see {@link planRun}); `aborted`,
 *   `diverged`, `out-of-memory` or `backend-unavailable` later.
 */
export async function* stylize(request: StylizeRequest): AsyncGenerator<StyleStep, void> {
  throwIfAborted(request.signal);
  const plan = await planRun(request);
  checkSizes(plan);
  const run: Run = { plan, painting: null, network: null, end: null };
  const stopListening = listenToWasm();
  try {
    await prepareBackend();
    run.painting = beginPainting(plan);
    yield* paintScales(run, run.painting);
    run.end = await finishPainting(run.painting);
  } catch (error) {
    run.end = await endOf(run, error);
  } finally {
    await leave(run).finally(stopListening);
  }
  if (isStyleTransferError(run.end)) throw run.end;
  if (run.end !== null) yield run.end;
}

function checkSizes({ scales, deepest }: RunPlan): void {
  for (const scale of scales) {
    checkNetworkSize({ weights: scale.weights, deepest, calibration: null }, scale);
  }
}

/** What a run holds, and how it ended. */
interface Run {
  readonly plan: RunPlan;
  painting: Painting | null;
  network: Network | null;
  /** `null` while it goes on, and when nobody waits for its end. */
  end: DoneStep | StyleTransferError | null;
}

async function* paintScales(
  run: Run,
  painting: Painting,
): AsyncGenerator<PreparingStep | PaintingStep, void> {
  const { scales, controls, pictures } = run.plan;
  const grey = pictures.grey ? ({ grey: true } as const) : {};
  for (;;) {
    run.network = changeNetwork(run, painting);
    yield { phase: 'preparing', scale: scaleProgress(painting), ...grey };
    yield* paintScale(painting, run.network);
    if (controls.stopped || painting.scaleIndex === scales.length - 1) return;
    await enterNextScale(painting);
  }
}

async function endOf({ plan, painting }: Run, error: unknown): Promise<Run['end']> {
  const failure = explainFailure(error, painting ? scaleProgress(painting) : plan.fullSize);
  noteFailure(error, failure);
  return (await finishAfterFailure(painting, failure).catch(() => null)) ?? failure;
}

/** Frees everything. What fails here is told only where nothing else is: no painting is lost by it. */
async function leave({ plan, painting, network, end }: Run): Promise<void> {
  const trouble = freeAll(
    () => painting && endPainting(painting),
    () => network?.dispose(),
    freeUnusedTextures,
  );
  const failure = trouble ?? backendFailure();
  // A backend that does not come back is told by the next run.
  await renewBackend().catch(() => undefined);
  if (failure !== undefined && end === null) throw explainFailure(failure, plan.fullSize);
}

/** The network of the painting's scale: the one in use, or a new one in its place. */
function changeNetwork(run: Run, { plan, scaleIndex }: Painting): Network {
  const { weights } = plan.scales[scaleIndex] as PlannedScale;
  if (run.network?.id === weights.id) return run.network;
  run.network?.dispose();
  run.network = null;
  const { pooling } = plan.parameters;
  const calibration = weights.calibration?.[pooling] ?? null;
  const breathe = createBreathing(plan.signal);
  return createNetwork({ weights, deepest: plan.deepest, pooling, calibration, breathe });
}

/** Makes the iterations of one scale. */
async function* paintScale(
  painting: Painting,
  network: Network,
): AsyncGenerator<PaintingStep, void> {
  const { plan, scaleIndex } = painting;
  const { pictures, parameters, controls, signal } = plan;
  const scale = plan.scales[scaleIndex] as Scale;
  await nextTask();
  const planOf = wholePicture;
  const makeObjective = (breathe: () => Promise<void>) =>
    createScaleObjective({ network, pictures, parameters, scale, planOf, breathe });
  await compileAhead(
    () => rehearse(painting, () => makeObjective(async () => {})),
    () => controls.stopped || signal?.aborted === true,
  );
  throwIfAborted(signal);
  const objective = await makeObjective(createBreathing(signal));
  try {
    const speed = createSpeedometer();
    while (painting.iteration < scale.iterations) {
      await nextTask();
      await waitWhilePaused(plan);
      if (controls.stopped) return;
      speed.start();
      await iterate(painting, objective);
      yield describeStep(painting, speed.stop());
    }
  } finally {
    // What fails here is heard of when the next number is read.
    freeAll(objective.dispose, freeUnusedTextures);
  }
}

function describeStep(painting: Painting, msPerIteration: number): PaintingStep {
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
    scale: scaleProgress(painting),
    iteration: { index: iteration, of: scale.iterations },
    overall: { index: before + iteration, of: sumIterations(plan.scales) },
    losses: painting.losses as Losses,
    msPerIteration,
    secondsLeft: secondsLeft(plan, scaleIndex, iteration, msPerIteration),
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

/**
 * An iteration costs in proportion to its pixels and its network's multiplications, so later scales
 * are priced by theirs.
 */
function secondsLeft(
  { scales, deepest }: RunPlan,
  scaleIndex: number,
  iteration: number,
  msPerIteration: number,
): number {
  const scale = scales[scaleIndex] as PlannedScale;
  const msPerUnit = msPerIteration / costOf(scale, deepest);
  const later = scales
    .slice(scaleIndex + 1)
    .reduce((sum, next) => sum + next.iterations * costOf(next, deepest) * msPerUnit, 0);
  return ((scale.iterations - iteration) * msPerIteration + later) / 1000;
}

function costOf({ width, height, weights }: PlannedScale, deepest: LayerName): number {
  return width * height * multiplicationsPerPixel(weights.architecture ?? VGG19_LAYERS, deepest);
}

function scaleProgress({ plan, scaleIndex }: Painting): ScaleProgress {
  const { width, height } = plan.scales[scaleIndex] as Scale;
  return { index: scaleIndex, of: plan.scales.length, width, height };
}

function sumIterations(scales: readonly Scale[]): number {
  return scales.reduce((sum, { iterations }) => sum + iterations, 0);
}

/** Mean duration of the last few iterations; the first at a scale includes compiling and packing. */
function createSpeedometer(): { start(): void; stop(): number } {
  const recent: number[] = [];
  let started = 0;
  return {
    start: () => {
      started = performance.now();
    },
    stop: () => {
      recent.push(performance.now() - started);
      if (recent.length > 8) recent.shift();
      return recent.reduce((sum, ms) => sum + ms, 0) / recent.length;
    },
  };
}
