import { definedFields } from '../base/defined-fields.js';
import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import type { LayerWeights, Parameters } from '../parameters/schema.js';
import { LIVE_PARAMETERS } from './controls.js';
import type { RunPlan } from './run-plan.js';

/**
 * The parameters of this moment: the plan's, with the live changes over them. A layer that a change
 * leaves out has weight 0 but stays part of the run, so that it can come back and a checkpoint
 * resumes with the same objective.
 *
 * @throws StyleTransferError `invalid-parameter` for a change that makes no sense or comes too late.
 */
export function parametersNow({
  parameters,
  controls,
}: Pick<RunPlan, 'parameters' | 'controls'>): Parameters {
  const changes = definedFields(controls.changes);
  refuseFixed(changes);
  const now = parseParameters({ ...parameters, ...changes });
  refuseNewLayers(now, parameters);
  return {
    ...now,
    contentLayers: { ...silenced(parameters.contentLayers), ...now.contentLayers },
    styleLayers: { ...silenced(parameters.styleLayers), ...now.styleLayers },
  };
}

/** A caller without types may change anything; what is fixed for the run must not seem to change. */
function refuseFixed(changes: object): void {
  const fixed = Object.keys(changes).find((name) => !(LIVE_PARAMETERS as string[]).includes(name));
  if (fixed === undefined) return;
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`While it paints, ${LIVE_PARAMETERS.join(', ')} can change, but ${fixed} came; start a new run for that.`,
  );
}

function refuseNewLayers(now: Parameters, parameters: Parameters): void {
  for (const field of ['contentLayers', 'styleLayers'] as const) {
    const unknown = Object.keys(now[field]).find((layer) => !(layer in parameters[field]));
    if (unknown !== undefined) {
      throw new StyleTransferError(
        'invalid-parameter',
        sentence`While it paints, ${field} can change the weights of ${Object.keys(parameters[field]).join(', ')}, but ${unknown} came; start the run with that layer, at weight 0 if need be.`,
      );
    }
  }
}

function silenced(layers: LayerWeights): LayerWeights {
  return Object.fromEntries(Object.keys(layers).map((layer) => [layer, 0]));
}
