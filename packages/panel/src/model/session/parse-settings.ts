import {
  DEFAULT_PARAMETERS,
  type Parameters,
  parseParameters,
  withTodaysNames,
} from '@pastiche/core';
import { list } from '../../channel/index.js';
import { readSpeed } from '../../engine/engine-contract.js';
import type { Settings } from '../model.js';

const readSpeeds = list(readSpeed, { maxLength: 8 });

export const DEFAULT_SETTINGS: Settings = {
  parameters: DEFAULT_PARAMETERS,
  originalSize: false,
  speeds: [],
  network: 'auto',
  backend: 'auto',
  frames: false,
  advanced: false,
};

/**
 * Reads settings that a host kept. Whatever is missing, damaged or of a newer version falls back to
 * its default, field by field: a person should not lose a size because of a bad seed, and nobody
 * can repair a settings file by a message.
 *
 * @example
 * parseSettings({ network: 'vgg19', parameters: { size: 'large', strength: 0.8 } });
 * // the defaults with network 'vgg19' and strength 0.8
 */
export function parseSettings(value: unknown): Settings {
  const given = fieldsOf(value);
  return {
    parameters: readableParameters(given.parameters),
    originalSize: oneOf(given.originalSize, [true, false], DEFAULT_SETTINGS.originalSize),
    speeds: readableSpeeds(given.speeds),
    network: oneOf(given.network, ['auto', 'vgg19-lite', 'vgg19'], DEFAULT_SETTINGS.network),
    backend: oneOf(given.backend, ['auto', 'webgl', 'wasm', 'cpu'], DEFAULT_SETTINGS.backend),
    frames: oneOf(given.frames, [true, false], DEFAULT_SETTINGS.frames),
    advanced: oneOf(given.advanced, [true, false], DEFAULT_SETTINGS.advanced),
  };
}

function readableSpeeds(value: unknown): Settings['speeds'] {
  try {
    return readSpeeds(value);
  } catch {
    return DEFAULT_SETTINGS.speeds;
  }
}

function readableParameters(value: unknown): Parameters {
  const given = withTodaysNames(fieldsOf(value));
  let readable: Parameters = DEFAULT_PARAMETERS;
  for (const name of Object.keys(DEFAULT_PARAMETERS)) {
    if (!Object.hasOwn(given, name)) continue;
    readable = withField(readable, name, given[name]);
  }
  return readable;
}

/** The parameters with one more field, or as they were when it cannot be read. */
function withField(parameters: Parameters, name: string, value: unknown): Parameters {
  try {
    return parseParameters({ ...parameters, [name]: value });
  } catch {
    return parameters;
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function oneOf<T>(value: unknown, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback;
}
