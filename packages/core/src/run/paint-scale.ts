import { compileAhead } from '../backend/compile-ahead.js';
import { freeAll } from '../backend/free-all.js';
import { freeUnusedTextures } from '../backend/free-textures.js';
import { throwIfAborted } from '../base/errors.js';
import { createBreathing, nextTask } from '../base/next-task.js';
import { createSpeedometer } from '../base/speedometer.js';
import type { Size } from '../image/fit.js';
import type { Network } from '../vgg19/network/network.js';
import { describeStep } from './describe-step.js';
import { iterate, iterateOnHost, type Painting, rehearse, waitWhilePaused } from './painting.js';
import { moveState } from './painting-state.js';
import type { PlannedScale } from './run-plan.js';
import { createHostScaleObjective, createScaleObjective } from './scale-objective.js';
import type { ScalePlans } from './scale-plans.js';
import type { PaintingStep } from './style-step.js';

/** Makes the iterations of one scale. */
export async function* paintScale(
  painting: Painting,
  network: Network,
  plans: ScalePlans,
): AsyncGenerator<PaintingStep, void> {
  const { plan, scaleIndex } = painting;
  const { controls } = plan;
  const scale = plan.scales[scaleIndex] as PlannedScale;
  await nextTask();
  const iterations = await prepareIterations(painting, network, plans);
  try {
    const speed = createSpeedometer();
    while (painting.iteration < scale.iterations) {
      await nextTask();
      await waitWhilePaused(plan);
      if (controls.stopped) return;
      speed.start();
      await iterations.next();
      yield describeStep(painting, plans, speed.stop());
    }
  } finally {
    // What fails here is heard of when the next number is read.
    freeAll(iterations.dispose, freeUnusedTextures);
  }
}

/** The iterations of a scale, ready to be made. */
interface Iterations {
  next(): Promise<void>;
  /** Frees the objective. */
  dispose(): void;
}

async function prepareIterations(
  painting: Painting,
  network: Network,
  plans: ScalePlans,
): Promise<Iterations> {
  const { plan, scaleIndex } = painting;
  const { pictures, parameters, controls, signal } = plan;
  const scale = plan.scales[scaleIndex] as PlannedScale;
  const planOf = (size: Size) => plans.planAt(scale, size).pieces;
  const options = { network, pictures, parameters, scale, planOf };
  const breathe = createBreathing(signal);
  painting.state = await moveState(painting.state, {
    parameters,
    scale,
    place: plans.placeOf(scale),
  });
  if (painting.state.place === 'host') {
    const objective = await createHostScaleObjective({ ...options, breathe });
    return { next: () => iterateOnHost(painting, objective), dispose: objective.dispose };
  }
  // In pieces an iteration reads the picture back, which cannot be rehearsed.
  if (planOf(scale).pieces.length === 1) {
    const inOneBreath = { ...options, breathe: async () => {} };
    await compileAhead(
      () => rehearse(painting, () => createScaleObjective(inOneBreath)),
      () => controls.stopped || signal?.aborted === true,
    );
  }
  throwIfAborted(signal);
  const objective = await createScaleObjective({ ...options, breathe });
  return { next: () => iterate(painting, objective), dispose: objective.dispose };
}
