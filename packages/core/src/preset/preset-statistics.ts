import { isStyleTransferError } from '../base/errors.js';
import * as LIMITS from '../base/limits.js';
import { saidBy, sentence } from '../base/sentence.js';
import { checkField, refuseField } from '../parameters/field-rule.js';
import { decodeStyleStatistics } from '../statistics/style-statistics-file.js';
import type { PresetStatistics } from './preset.js';
import { presetFields, refusePreset } from './preset-fields.js';
import { parseBase64 } from './preset-picture.js';
import { PRESET_NAME, STATISTICS_POOLING } from './preset-rules.js';

const most = LIMITS.PRESET_STATISTICS;
const statisticsBytes = LIMITS.PRESET_STATISTICS_BYTES;

/**
 * Reads the statistics of a style in a preset file. What a network and pooling they are for stands
 * beside the bytes for people, and must be what the bytes say.
 *
 * @throws StyleTransferError `invalid-preset` or `invalid-parameter`
 */
export function parsePresetStatistics(value: unknown, path: string): readonly PresetStatistics[] {
  if (!Array.isArray(value)) return refuseField(path, sentence`a list of statistics`, value);
  if (value.length === 0 || value.length > most) {
    refusePreset(sentence`${path} must be of 1 to ${most} networks, but ${value.length} came.`);
  }
  const read = value.map((one: unknown, index) => parseOne(one, `${path}[${index}]`));
  const kinds = read.map(({ network, pooling }) => `${network} ${pooling}`);
  const twice = read.find((_, index) => kinds.indexOf(kinds[index]) !== index);
  if (twice !== undefined) {
    refusePreset(
      sentence`${path} are of ${twice.network} with ${twice.pooling} pooling twice; leave one of them out.`,
    );
  }
  return read;
}

function parseOne(value: unknown, path: string): PresetStatistics {
  const fields = presetFields(value, path, ['network', 'pooling', 'base64']);
  const network = checkField(PRESET_NAME, fields.network, `${path}.network`);
  const pooling = checkField(STATISTICS_POOLING, fields.pooling, `${path}.pooling`);
  const bytes = parseBase64(fields.base64, path, statisticsBytes);
  const inside = decode(bytes, path);
  if (inside.network !== network || inside.pooling !== pooling) {
    refusePreset(
      sentence`${path} must be of ${network} with ${pooling} pooling, as it says, but its bytes are of another network or pooling.`,
    );
  }
  return { network, pooling, bytes };
}

function decode(bytes: Uint8Array, path: string) {
  try {
    return decodeStyleStatistics(bytes);
  } catch (error) {
    if (!isStyleTransferError(error)) throw error;
    return refusePreset(sentence`${path} cannot be read: ${saidBy(error)}`, error);
  }
}
