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
import { isStyleTransferError, type StyleTransferError, throwIfAborted } from '../base/errors.js';
import { createBreathing } from '../base/next-task.js';
import { createNetwork } from '../vgg19/create-network.js';
import type { Network } from '../vgg19/network/network.js';
import { describeScale, scaleProgress } from './describe-step.js';
import { finishAfterFailure, finishPainting } from './finish-painting.js';
import { paintScale } from './paint-scale.js';
import { beginPainting, endPainting, enterNextScale, type Painting } from './painting.js';
import { freeState, stateFrom, storeState } from './painting-state.js';
import { type PlannedScale, planRun, type RunPlan } from './run-plan.js';
import { createScalePlans, type ScalePlans } from './scale-plans.js';
import type { DoneStep, PaintingStep, PreparingStep, StyleStep } from './style-step.js';
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
  const run: Run = { plan, painting: null, network: null, plans: null, end: null };
  const stopListening = listenToWasm();
  try {
    await prepareBackend();
    run.plans = createScalePlans(plan);
    run.painting = beginPainting(plan, run.plans.placeOf);
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

/** What a run holds, and how it ended. */
interface Run {
  readonly plan: RunPlan;
  painting: Painting | null;
  network: Network | null;
  /** `null` before there is a backend. */
  plans: ScalePlans | null;
  /** `null` while it goes on, and when nobody waits for its end. */
  end: DoneStep | StyleTransferError | null;
}

async function* paintScales(
  run: Run,
  painting: Painting,
): AsyncGenerator<PreparingStep | PaintingStep, void> {
  const { scales, controls } = run.plan;
  const plans = run.plans as ScalePlans;
  for (;;) {
    yield* paintInRoom(run, painting);
    if (controls.stopped || painting.scaleIndex === scales.length - 1) return;
    await enterNextScale(painting, plans.placeOf);
  }
}

/** Paints a scale, in smaller and smaller pieces while memory runs out. */
async function* paintInRoom(
  run: Run,
  painting: Painting,
): AsyncGenerator<PreparingStep | PaintingStep, void> {
  const plans = run.plans as ScalePlans;
  for (;;) {
    try {
      run.network = changeNetwork(run, painting);
      yield describeScale(painting, plans);
      yield* paintScale(painting, run.network, plans);
      return;
    } catch (error) {
      await makeRoom(run, painting, error);
    }
  }
}

/**
 * After memory ran out: takes the state off the device, frees all that is there and comes back with smaller pieces.
 *
 * @throws what the scale failed by, where that was something else, no smaller pieces are left or the
 *   state cannot be read any more.
 */
async function makeRoom(run: Run, painting: Painting, error: unknown): Promise<void> {
  const failure = explainFailure(error, scaleProgress(run.plan, painting.scaleIndex));
  noteFailure(error, failure);
  const scale = run.plan.scales[painting.scaleIndex] as PlannedScale;
  if (failure.code !== 'out-of-memory' || !run.plans?.shrink(scale)) throw failure;
  const { state } = painting;
  const stored = state.place === 'host' ? null : await storeState(state).catch(() => undefined);
  if (stored === undefined) throw failure;
  freeState(state);
  run.network?.dispose();
  run.network = null;
  await prepareBackend();
  if (stored === null) return;
  const { parameters } = run.plan;
  painting.state = stateFrom(stored, { parameters, scale, place: run.plans.placeOf(scale) });
}

async function endOf({ plan, painting }: Run, error: unknown): Promise<Run['end']> {
  const failure = explainFailure(
    error,
    painting ? scaleProgress(plan, painting.scaleIndex) : plan.fullSize,
  );
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
