import type { Said } from '@pastiche/core';
import type { JobPlan } from '../plan/job-plan.js';
import { allStyles } from '../plan/mask-plan.js';
import type { EngineNeeds } from './engine.js';
import { chooseNetworks } from './network-choice.js';

/**
 * Chooses the networks of a plan; all plans of a command have one objective and one choice.
 *
 * @param note told why, where a person might wonder
 * @throws CommandError when no network at hand fits the styles or the layers.
 */
export async function settleEngine(
  plan: JobPlan,
  note: (message: Said) => void,
): Promise<EngineNeeds> {
  const { parameters } = plan;
  const needs = {
    engine: plan.engine,
    layers: Object.keys({ ...parameters.contentLayers, ...parameters.styleLayers }),
    styles: allStyles(plan).map(({ file }) => file),
  };
  return { engine: await chooseNetworks(needs, note), parameters };
}
