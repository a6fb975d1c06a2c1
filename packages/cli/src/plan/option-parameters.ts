import {
  ENGLISH,
  isStyleTransferError,
  type Parameters,
  parseParameters,
  sayIn,
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

/** The engine's sentences in the words of a command line, which has no way to say `null`. */
const say = sayIn({ ...ENGLISH, dictionary: { '{0}, or null': '{0}' } });

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
    const message = say(error.said);
    const name = /^[a-z]+/i.exec(message)?.[0] ?? '';
    const option = OPTIONS[name] ?? (name in given ? `--${name}` : null);
    const rest = message.slice(name.length);
    throw new CommandError('usage', option === null ? message : `${option}${rest}`, error);
  }
}
