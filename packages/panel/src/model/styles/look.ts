import { DEFAULT_PARAMETERS, type GivenParameters, type Parameters } from '@pastiche/core';

/** How large and how long a person paints, and with which seed, is theirs and no part of a look. */
const OWN = ['size', 'quality', 'iterations', 'seed'] as const;

export type OwnParameters = Pick<Parameters, (typeof OWN)[number]>;

/**
 * The parameters once a preset was chosen: the defaults, the preset's over them, but size, quality,
 * iterations and seed as they are.
 */
export function withLook(present: Parameters, look: GivenParameters): Parameters {
  const parameters = lookOver(DEFAULT_PARAMETERS, look);
  return { ...parameters, ...ownOf(present) };
}

/** Parameters with those of a look over them, as far as it gives any. */
export function lookOver(parameters: Parameters, look: GivenParameters): Parameters {
  const given = Object.entries(look).filter(([, value]) => value !== undefined);
  const together = { ...parameters, ...Object.fromEntries(given) };
  // A beginning that no preset brings along and no panel asks for.
  return together.initialImage === 'picture' ? { ...together, initialImage: 'content' } : together;
}

/** What no preset brings: the person's own. */
export function ownOf(parameters: Parameters): OwnParameters {
  return Object.fromEntries(OWN.map((name) => [name, parameters[name]])) as OwnParameters;
}

/** What a preset keeps of the parameters: the look. */
export function lookOf(parameters: Parameters): GivenParameters {
  const own: readonly string[] = OWN;
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !own.includes(name)));
}
