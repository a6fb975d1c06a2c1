import * as LIMITS from '../base/limits.js';
import { fileName } from '../parameters/field-names.js';
import { type FieldRule, type JsonSchema, WEIGHT } from '../parameters/field-rule.js';
import { PARAMETER_RULES } from '../parameters/parse-parameters.js';
import { DEFAULT_PARAMETERS, type Parameters } from '../parameters/schema.js';
import { LAYER_NAMES } from '../vgg19/network/layers.js';
import { PRESET_KIND, PRESET_VERSION } from './preset-file.js';
import {
  CREDITS,
  MEDIA_TYPE,
  PRESET_NAME,
  STATISTICS_POOLING,
  STYLE_WEIGHT,
} from './preset-rules.js';

const styles = LIMITS.PRESET_STYLES;
const statistics = LIMITS.PRESET_STATISTICS;
const pictureBytes = LIMITS.PRESET_PICTURE_BYTES;
const statisticsBytes = LIMITS.PRESET_STATISTICS_BYTES;

/** What an editor tells of each parameter. */
const ABOUT: Readonly<Record<keyof Parameters, string>> = {
  size: 'Long side of the painting, px.',
  iterations: 'Iterations over all scales together; overrides quality.',
  quality: 'Amount of work.',
  strength: 'From the picture (0) to the style (1).',
  alpha: 'Weight of the content loss; null takes it from strength.',
  beta: 'Weight of the style loss; null takes it from strength.',
  contentLayers: 'Weight of each layer that keeps the content.',
  styleLayers: 'Weight of each layer that takes the style.',
  normalization: 'How losses are normalized.',
  pooling: 'How feature maps are reduced.',
  optimizer: 'What minimizes the losses.',
  initialImage: 'What the painting starts from.',
  seed: 'Seed of every random number.',
  styleScale: "Size of the style as a fraction of the picture's.",
  totalVariation: 'Weight of the total variation.',
  keepColours: 'Whose colours the painting has.',
  pyramid: 'Paint coarse to fine.',
};

/**
 * The JSON Schema (draft 7) of preset files for editors, made from the rules that parse them. What it
 * calls wrong, `parsePreset` refuses; what takes more than a look at one field, only `parsePreset` knows.
 */
export function presetSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Pastiche preset',
    description: 'A way to paint that can be kept and given away: styles, and parameters.',
    ...object({
      pastiche: { const: PRESET_KIND },
      version: { const: PRESET_VERSION },
      name: about('For people, in one line.', PRESET_NAME),
      author: about('Who made it.', CREDITS.author),
      licence: about('How it may be used.', CREDITS.licence),
      source: about('Where the style comes from, in words or as an https address.', CREDITS.source),
      parameters: parametersSchema(),
      styles: { type: 'array', minItems: 1, maxItems: styles, items: styleSchema() },
    }),
    required: ['pastiche', 'version', 'name', 'parameters', 'styles'],
  };
}

function parametersSchema(): JsonSchema {
  const layer = Object.fromEntries(LAYER_NAMES.map((name) => [name, WEIGHT.schema]));
  const names = Object.keys(DEFAULT_PARAMETERS) as (keyof Parameters)[];
  const schemas = names.flatMap((name) => {
    const schema =
      name === 'contentLayers' || name === 'styleLayers'
        ? object(layer)
        : PARAMETER_RULES[name].schema;
    // What is written by hand may have today's name.
    const spellings = [...new Set([fileName(name), name])];
    return spellings.map((one) => [one, { description: ABOUT[name], ...schema }] as const);
  });
  return {
    description: 'Those that the preset decides; the others stay as they are.',
    ...object(Object.fromEntries(schemas)),
  };
}

function styleSchema(): JsonSchema {
  const picture = object({ mediaType: MEDIA_TYPE.schema, base64: base64Of(pictureBytes) });
  const ofNetwork = object({
    network: about('The network that they are for.', PRESET_NAME),
    pooling: about('The pooling that they are for.', STATISTICS_POOLING),
    base64: base64Of(statisticsBytes),
  });
  return {
    ...object({
      name: about('For people, in one line.', PRESET_NAME),
      weight: about('Share in the blend.', STYLE_WEIGHT),
      picture: { ...picture, required: ['mediaType', 'base64'] },
      statistics: {
        description: 'The style without its picture, for one network or more.',
        type: 'array',
        minItems: 1,
        maxItems: statistics,
        items: { ...ofNetwork, required: ['network', 'pooling', 'base64'] },
      },
    }),
    required: ['name', 'weight'],
    oneOf: [{ required: ['picture'] }, { required: ['statistics'] }],
  };
}

function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', additionalProperties: false, properties };
}

function about(description: string, { schema }: FieldRule<string | number>): JsonSchema {
  return { description, ...schema };
}

function base64Of(bytes: number): JsonSchema {
  return { type: 'string', maxLength: Math.ceil(bytes / 3) * 4, pattern: '^[A-Za-z0-9+/]*={0,2}$' };
}
