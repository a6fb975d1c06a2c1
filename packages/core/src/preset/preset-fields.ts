import { StyleTransferError } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';
import { refuseField, valueInWords } from '../parameters/field-rule.js';
import { nearestName } from '../parameters/nearest-name.js';

/** Refuses a preset with a sentence. */
export function refusePreset(message: Said, cause?: unknown): never {
  throw new StyleTransferError('invalid-preset', message, { cause });
}

/**
 * The fields of an object that has no others than `names`; an unknown one is refused rather than
 * ignored, because a preset that loses a field paints another picture than its maker saw.
 *
 * @param path where the object stood, such as `styles[0]`; empty for the preset itself
 */
export function presetFields<N extends string>(
  value: unknown,
  path: string,
  names: readonly N[],
): { readonly [Name in N]?: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuseField(path, sentence`an object`, value);
  }
  const known: readonly string[] = names;
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, known);
    const advice =
      nearest === null
        ? sentence`it may have ${known.join(', ')}.`
        : sentence`did you mean ${nearest}?`;
    const where = path === '' ? sentence`A preset` : path;
    refusePreset(sentence`${where} has no field ${valueInWords(unknown)}; ${advice}`);
  }
  return value;
}
