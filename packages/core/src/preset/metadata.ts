import { StyleTransferError } from '../errors.js';
import { parseParameters } from './parse-parameters.js';
import type { Parameters } from './schema.js';

/** What a finished picture tells about its making, besides the parameters. */
export interface RunContext {
  /** `NetworkWeights.id`. */
  readonly network: string;
  /** Names of the styles for people, such as file names without their folders. */
  readonly styleNames: readonly string[];
  /** Version of Pastiche that painted it, such as `0.1.0`. */
  readonly version: string;
}

export interface RunDescription extends RunContext {
  readonly parameters: Parameters;
}

/** The form that is written; larger numbers are refused, because their meaning is not known here. */
const FORMAT = 1;

/**
 * Describes a run as one line of JSON for the metadata of its picture. All parameters are written,
 * also the defaults, which may be others in a later version; everything beyond ASCII is escaped,
 * because a PNG's tEXt chunk is Latin-1.
 *
 * @example
 * describeRun(parameters, { network: 'vgg19', styleNames: ['waves.jpg'], version: '0.1.0' });
 */
export function describeRun(parameters: Parameters, context: RunContext): string {
  const { network, styleNames, version } = context;
  const text = JSON.stringify({ pastiche: FORMAT, version, network, styleNames, parameters });
  return text.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Reads what {@link describeRun} wrote.
 *
 * @throws StyleTransferError `invalid-parameter` when the text is something else, was written by a
 *   newer version, or holds parameters that {@link parseParameters} refuses.
 */
export function parseRunDescription(text: string): RunDescription {
  const description = parseObject(text);
  const { pastiche: format, version, network, styleNames, parameters } = description;
  if (!Number.isInteger(format) || (format as number) < 1) {
    refuse(
      'This text is not the description of a Pastiche run; take one from a picture it painted.',
    );
  }
  if (format !== FORMAT) {
    refuse(
      `This run was described by a newer Pastiche (format ${format}, this one reads ${FORMAT}); update Pastiche to read it.`,
    );
  }
  if (typeof version !== 'string' || typeof network !== 'string' || !areStrings(styleNames)) {
    refuse(
      'The description of this run must give version, network and styleNames as text, but one is missing or of another kind; take it from the picture once more.',
    );
  }
  return { version, network, styleNames, parameters: parseParameters(parameters) };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (cause) {
    throw new StyleTransferError(
      'invalid-parameter',
      'The description of a run must be JSON, but this text is not; it may have been cut off.',
      { cause },
    );
  }
}

function areStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function refuse(message: string): never {
  throw new StyleTransferError('invalid-parameter', message);
}
