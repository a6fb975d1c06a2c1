import * as LIMITS from '../base/limits.js';
import { sentence } from '../base/sentence.js';
import { checkField, refuseField } from '../parameters/field-rule.js';
import type { PresetStyle } from './preset.js';
import { presetFields, refusePreset } from './preset-fields.js';
import { parsePresetPicture } from './preset-picture.js';
import { PRESET_NAME, STYLE_WEIGHT } from './preset-rules.js';
import { parsePresetStatistics } from './preset-statistics.js';

const most = LIMITS.PRESET_STYLES;

/**
 * Reads the styles of a preset file.
 *
 * @throws StyleTransferError `invalid-preset` or `invalid-parameter`
 */
export function parsePresetStyles(value: unknown): readonly PresetStyle[] {
  if (!Array.isArray(value)) return refuseField('styles', sentence`a list of styles`, value);
  if (value.length === 0)
    refusePreset(sentence`A preset must have at least one style, but this has none.`);
  if (value.length > most) {
    refusePreset(
      sentence`A preset may have at most ${most} styles, but this has ${value.length}; remove some.`,
    );
  }
  const styles = value.map((style: unknown, index) => parseStyle(style, `styles[${index}]`));
  if (styles.every(({ weight }) => weight === 0)) {
    refusePreset(sentence`All styles of the preset have the weight 0; give one of them more.`);
  }
  return styles;
}

function parseStyle(value: unknown, path: string): PresetStyle {
  const fields = presetFields(value, path, ['name', 'weight', 'picture', 'statistics']);
  const name = checkField(PRESET_NAME, fields.name, `${path}.name`);
  const weight = checkField(STYLE_WEIGHT, fields.weight, `${path}.weight`);
  const { picture, statistics } = fields;
  if ((picture === undefined) === (statistics === undefined)) {
    const came = picture === undefined ? sentence`has neither` : sentence`has both`;
    refusePreset(sentence`${path} must have a picture or statistics, but ${came}.`);
  }
  return statistics === undefined
    ? { name, weight, picture: parsePresetPicture(picture, `${path}.picture`) }
    : { name, weight, statistics: parsePresetStatistics(statistics, `${path}.statistics`) };
}
