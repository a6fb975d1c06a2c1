import { decodeBase64 } from './base64.js';
import { checkField, type FieldRule, numberFrom, oneOf, refuseField } from './field-rule.js';
import { PRESET_LIMITS, type PresetPicture, type PresetStyle } from './preset.js';
import { presetFields, refusePreset } from './preset-fields.js';

const { nameCharacters, pictureBytes, styles: most } = PRESET_LIMITS;

/** What would break a line, or show a name in another order than it is written in. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** The name of a preset or of one of its styles. */
export const PRESET_NAME: FieldRule<string> = {
  expected: `text of 1 to ${nameCharacters} characters without control characters`,
  accepts: (value): value is string =>
    typeof value === 'string' &&
    value.trim() !== '' &&
    [...value].length <= nameCharacters &&
    !CONTROL.test(value),
};

const SHARE = numberFrom(0, 1);
const MEDIA_TYPE = oneOf('image/webp', 'image/jpeg', 'image/png');

/**
 * Reads the styles of a preset file.
 *
 * @throws StyleTransferError `invalid-preset` or `invalid-parameter`
 */
export function parsePresetStyles(value: unknown): readonly PresetStyle[] {
  if (!Array.isArray(value)) return refuseField('styles', 'a list of styles', value);
  if (value.length === 0) refusePreset('A preset must have at least one style, but this has none.');
  if (value.length > most) {
    refusePreset(
      `A preset may have at most ${most} styles, but this has ${value.length}; remove some.`,
    );
  }
  const styles = value.map((style: unknown, index) => parseStyle(style, `styles[${index}]`));
  if (styles.every(({ weight }) => weight === 0)) {
    refusePreset('All styles of the preset have the weight 0; give one of them more.');
  }
  return styles;
}

function parseStyle(value: unknown, path: string): PresetStyle {
  const { name, weight, picture } = presetFields(value, path, ['name', 'weight', 'picture']);
  return {
    name: checkField(PRESET_NAME, name, `${path}.name`),
    weight: checkField(SHARE, weight, `${path}.weight`),
    picture: parsePicture(picture, `${path}.picture`),
  };
}

function parsePicture(value: unknown, path: string): PresetPicture {
  const fields = presetFields(value, path, ['mediaType', 'base64']);
  const mediaType = checkField(MEDIA_TYPE, fields.mediaType, `${path}.mediaType`);
  const { base64 } = fields;
  if (typeof base64 !== 'string') return refuseField(`${path}.base64`, 'Base64 text', base64);
  // Three bytes are four characters; measured before it is decoded, so that nothing huge ever is.
  if (base64.length > Math.ceil(pictureBytes / 3) * 4) {
    refusePreset(`${path} may have at most ${pictureBytes / 1000} kB, but has more; reduce it.`);
  }
  const bytes = decodeBase64(base64);
  if (bytes === null) return refuseField(`${path}.base64`, 'Base64 text', base64);
  const found = mediaTypeOf(bytes);
  if (found !== mediaType) {
    const came = found ?? 'no picture that a preset may hold';
    refusePreset(`${path} must be ${mediaType}, as it says, but its bytes are ${came}.`);
  }
  return { mediaType, bytes };
}

/** What a picture's first bytes say that it is. */
function mediaTypeOf(bytes: Uint8Array): PresetPicture['mediaType'] | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'image/webp' : null;
}
