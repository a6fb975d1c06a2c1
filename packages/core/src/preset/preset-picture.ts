import { decodeBase64 } from '../base/base64.js';
import * as LIMITS from '../base/limits.js';
import { sentence } from '../base/sentence.js';
import { checkField, refuseField } from '../parameters/field-rule.js';
import type { PresetPicture } from './preset.js';
import { presetFields, refusePreset } from './preset-fields.js';
import { MEDIA_TYPE } from './preset-rules.js';

const pictureBytes = LIMITS.PRESET_PICTURE_BYTES;

/**
 * Reads a picture of a preset file.
 *
 * @throws StyleTransferError `invalid-preset` or `invalid-parameter`
 */
export function parsePresetPicture(value: unknown, path: string): PresetPicture {
  const fields = presetFields(value, path, ['mediaType', 'base64']);
  const mediaType = checkField(MEDIA_TYPE, fields.mediaType, `${path}.mediaType`);
  const bytes = parseBase64(fields.base64, path, pictureBytes);
  const found = mediaTypeOf(bytes);
  if (found !== mediaType) {
    const came = found ?? sentence`no picture that a preset may hold`;
    refusePreset(sentence`${path} must be ${mediaType}, as it says, but its bytes are ${came}.`);
  }
  return { mediaType, bytes };
}

/**
 * Reads the `base64` of an object in a preset file, at most `most` bytes of it.
 *
 * @throws StyleTransferError `invalid-preset` or `invalid-parameter`
 */
export function parseBase64(base64: unknown, path: string, most: number): Uint8Array {
  if (typeof base64 !== 'string')
    return refuseField(`${path}.base64`, sentence`Base64 text`, base64);
  // Three bytes are four characters; measured before it is decoded, so that nothing huge ever is.
  if (base64.length > Math.ceil(most / 3) * 4) {
    refusePreset(sentence`${path} may have at most ${most / 1000} kB, but has more; reduce it.`);
  }
  return decodeBase64(base64) ?? refuseField(`${path}.base64`, sentence`Base64 text`, base64);
}

/** What a picture's first bytes say that it is. */
function mediaTypeOf(bytes: Uint8Array): PresetPicture['mediaType'] | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'image/webp' : null;
}
