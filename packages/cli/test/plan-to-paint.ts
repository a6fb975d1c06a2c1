import { DEFAULT_PARAMETERS } from '@pastiche/core';
import type { JobPlan } from '../src/plan/job-plan.js';
import { NO_MASKS } from '../src/plan/mask-plan.js';

/** The plan of a run with nothing chosen but what is given. */
export function planToPaint(
  given: Pick<JobPlan, 'content' | 'output'> & Partial<JobPlan>,
): JobPlan {
  return {
    engine: { network: 'vgg19', weights: null, backend: 'auto', threads: null },
    limits: 'default',
    styles: [],
    preset: null,
    parameters: DEFAULT_PARAMETERS,
    sizeGiven: false,
    originalSize: false,
    memory: null,
    initialPicture: null,
    smallerPainting: null,
    masks: NO_MASKS,
    checkpoint: null,
    resume: null,
    given: [],
    timelapse: null,
    format: null,
    fileQuality: null,
    overwrite: false,
    recipe: true,
    ...given,
  };
}
