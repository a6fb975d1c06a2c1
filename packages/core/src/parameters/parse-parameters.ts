import { StyleTransferError } from '../base/errors.js';
import { isRecord } from '../base/is-record.js';
import { type Said, type Sentence, sentence } from '../base/sentence.js';
import { MAX_PAINTED_SIDE } from '../image/fit.js';
import { isLayerName, LAYER_NAMES, type LayerName } from '../vgg19/network/layers.js';
import { withTodaysNames } from './field-names.js';
import {
  checkField,
  type FieldRule,
  FLAG,
  numberFrom,
  oneOf,
  orNull,
  refuseField,
  valueInWords,
  WEIGHT,
  wholeNumberFrom,
} from './field-rule.js';
import { nearestName } from './nearest-name.js';
import { DEFAULT_PARAMETERS, type LayerWeights, type Parameters } from './schema.js';
import { lossWeights } from './strength.js';

type LayerField = 'contentLayers' | 'styleLayers';
type PlainParameters = Omit<Parameters, LayerField>;

/** The rule of each parameter that is no list of layers. */
export const PARAMETER_RULES: {
  readonly [Name in keyof PlainParameters]: FieldRule<Parameters[Name]>;
} = {
  size: wholeNumberFrom(16, MAX_PAINTED_SIDE),
  iterations: orNull(wholeNumberFrom(1, 10000)),
  quality: oneOf('draft', 'standard', 'high'),
  strength: numberFrom(0, 1),
  alpha: orNull(WEIGHT),
  beta: orNull(WEIGHT),
  normalization: oneOf('relative', 'gatys', 'udacity'),
  pooling: oneOf('max', 'average'),
  optimizer: oneOf('adam', 'lbfgs'),
  initialImage: oneOf('content', 'style', 'noise', 'picture'),
  seed: wholeNumberFrom(0, 2 ** 32 - 1),
  styleScale: numberFrom(0.1, 4),
  totalVariation: WEIGHT,
  keepColours: oneOf('off', 'luminance', 'match'),
  pyramid: FLAG,
};

const NAMES = Object.keys(DEFAULT_PARAMETERS) as (keyof Parameters)[];

/**
 * Reads parameters from anything: JSON, settings, a request. What is missing (or `undefined`) comes
 * from {@link DEFAULT_PARAMETERS}; unknown names are refused rather than ignored, because an
 * ignored `optimizer` would paint another picture than was asked for.
 *
 * @example
 * const parameters = parseParameters({ size: 256, strength: 0.8 });
 * @throws StyleTransferError `invalid-parameter`: one sentence with the path of the first wrong
 *   field, what was expected and what came.
 */
export function parseParameters(input: unknown = {}): Parameters {
  const given = withTodaysNames(recordOf(input, 'parameters', sentence`an object`));
  refuseUnknown(Object.keys(given));
  const parsed: Record<string, unknown> = {};
  for (const name of NAMES) {
    // Only own fields count, so that nothing put on Object.prototype can steer a run.
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    const value = own === undefined ? DEFAULT_PARAMETERS[name] : own;
    parsed[name] =
      name === 'contentLayers' || name === 'styleLayers'
        ? parseLayers(value, name)
        : checkField<unknown>(PARAMETER_RULES[name], value, name);
  }
  const parameters = parsed as unknown as Parameters;
  refuseNothingToPaint(parameters);
  return parameters;
}

function parseLayers(value: unknown, path: LayerField): LayerWeights {
  const given = recordOf(value, path, sentence`an object of layers and weights`);
  const unknown = Object.keys(given).find((name) => !isLayerName(name));
  if (unknown !== undefined) {
    throw new StyleTransferError(
      'invalid-parameter',
      sentence`${path} names the layer ${valueInWords(unknown)}, which the network does not have; choose from ${LAYER_NAMES.join(', ')}.`,
    );
  }
  const weights: Partial<Record<LayerName, number>> = {};
  for (const name of LAYER_NAMES) {
    if (!Object.hasOwn(given, name)) continue;
    weights[name] = checkField(WEIGHT, given[name], `${path}.${name}`);
  }
  return weights;
}

function recordOf(value: unknown, path: string, expected: Said): Record<string, unknown> {
  if (isRecord(value)) {
    return value;
  }
  return refuseField(path, expected, value);
}

function refuseUnknown(given: readonly string[]): void {
  const known: readonly string[] = NAMES;
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  const advice =
    nearest === null
      ? sentence`choose from ${known.join(', ')}.`
      : sentence`did you mean ${nearest}?`;
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`There is no parameter ${valueInWords(unknown)}; ${advice}`,
  );
}

function refuseNothingToPaint(parameters: Parameters): void {
  const { alpha, beta } = lossWeights(parameters);
  const content = sum(parameters.contentLayers);
  const style = sum(parameters.styleLayers);
  if ((alpha > 0 && content > 0) || (beta > 0 && style > 0)) return;
  throw new StyleTransferError('invalid-parameter', nothingToPaint(alpha, beta, content + style));
}

function nothingToPaint(alpha: number, beta: number, layers: number): Sentence {
  if (alpha === 0 && beta === 0) {
    return sentence`alpha and beta are both 0, so nothing would be painted; make one of them larger than 0.`;
  }
  if (layers === 0) {
    return sentence`contentLayers and styleLayers give no layer a weight above 0; give one to at least one layer.`;
  }
  const [idle, empty] = alpha === 0 ? ['alpha', 'styleLayers'] : ['beta', 'contentLayers'];
  return sentence`${idle} is 0 and ${empty} gives no layer a weight above 0, so nothing would be painted; raise one of them.`;
}

function sum(weights: LayerWeights): number {
  return Object.values(weights).reduce((total, value) => total + value, 0);
}
