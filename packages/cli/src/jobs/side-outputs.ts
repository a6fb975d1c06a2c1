import { fitLongSide, type PaintingStep, type Pixels, type Said, sentence } from '@pastiche/core';
import { describeError } from '../base/command-error.js';
import { createCheckpointFile } from '../output/checkpoint-file.js';
import { createTimelapse, type Timelapse } from '../output/timelapse.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { Report } from '../progress/command-event.js';
import type { RunInputs } from './run-inputs.js';

export interface SideOutputsOptions {
  readonly plan: JobPlan;
  readonly inputs: Pick<RunInputs, 'content' | 'parameters'>;
  readonly report: Report;
}

/** What a run writes on its way, beside its result: checkpoints and frames. */
export interface SideOutputs {
  /** @param urgent keep the state now, for it is the last. */
  onStep(step: PaintingStep, urgent: boolean): Promise<void>;
  onDone(picture: Pixels): Promise<void>;
  /** Sentences: what is missing in the end. */
  shortfalls(): readonly Said[];
}

/**
 * Writes checkpoints and frames. One that cannot be written costs no painting: it is told, and the
 * run goes on.
 */
export function createSideOutputs({ plan, inputs, report }: SideOutputsOptions): SideOutputs {
  const checkpoint = plan.checkpoint === null ? null : createCheckpointFile(plan.checkpoint);
  const timelapse = openTimelapse(plan, inputs);
  const failures = new Map<'checkpoint' | 'frames', Said>();
  const attempt = async (what: 'checkpoint' | 'frames', write: () => Promise<void>) => {
    try {
      await write();
      failures.delete(what);
    } catch (error) {
      const failure = describeError(error, false);
      if (!failures.has(what)) {
        report({ kind: 'note', message: sentence`${failure} The painting goes on without.` });
      }
      failures.set(what, failure);
    }
  };
  // A film with a hole in it is none: no frame follows the first that failed.
  const addFrame = async (picture: () => Promise<Pixels>) => {
    if (timelapse === null || failures.has('frames')) return;
    await attempt('frames', async () => timelapse.add(await picture()));
  };
  return {
    onStep: async (step, urgent) => {
      if (checkpoint !== null && (checkpoint.due || urgent)) {
        await attempt('checkpoint', async () => checkpoint.write(await step.checkpoint()));
      }
      if (timelapse?.isDue(step.overall.index)) await addFrame(() => step.picture());
    },
    onDone: (picture) => addFrame(async () => picture),
    shortfalls: () => [...failures.values()],
  };
}

function openTimelapse(
  plan: JobPlan,
  { content, parameters }: SideOutputsOptions['inputs'],
): Timelapse | null {
  if (plan.timelapse === null) return null;
  const size = fitLongSide(content.width, content.height, parameters.size);
  return createTimelapse({ ...plan.timelapse, overwrite: plan.overwrite, size });
}
