import {
  isStyleTransferError,
  type Parameters,
  parseParameters,
  type Said,
  type Sentence,
  saidBy,
} from '@pastiche/core';
import { CommandError } from '../base/command-error.js';

/** What the engine calls a parameter and a command line an option by another name. */
const OPTIONS: Readonly<Record<string, string>> = {
  contentLayers: '--content-layers',
  styleLayers: '--style-layers',
  initialImage: '--init',
  styleScale: '--style-scale',
  totalVariation: '--tv',
  keepColours: '--keep-colours',
};

/** What the engine says of `null`, which a command line has no way to say. */
const OR_NULL = '{0}, or null';

/**
 * Checks parameters that options gave, as `parseParameters` does, and refuses them in the words of a
 * command line.
 *
 * @throws CommandError (wrong usage) for a value out of range, such as an unknown layer.
 */
export function parametersOf(given: Readonly<Record<string, unknown>>): Parameters {
  try {
    return parseParameters(given);
  } catch (error) {
    if (!isStyleTransferError(error)) throw error;
    const said = withOptions(saidBy(error), (name) => name in given);
    throw new CommandError('usage', said, error);
  }
}

/** A sentence with the option where it begins with the parameter, and without `null`. */
function withOptions(said: Said, isGiven: (parameter: string) => boolean): Said {
  if (typeof said === 'string') return said;
  const { pattern, values } = said;
  const [first, ...others] = values.map(withoutNull);
  if (!pattern.startsWith('{0}') || typeof first !== 'string') {
    return { pattern, values: values.map(withoutNull) };
  }
  const [name = ''] = /^[a-z]*/i.exec(first) ?? [];
  const option = OPTIONS[name] ?? (isGiven(name) ? `--${name}` : name);
  return { pattern, values: [option + first.slice(name.length), ...others] };
}

function withoutNull(value: Sentence['values'][number]): Sentence['values'][number] {
  const orNull = typeof value === 'object' && 'pattern' in value && value.pattern === OR_NULL;
  return orNull ? (value.values[0] ?? '') : value;
}
