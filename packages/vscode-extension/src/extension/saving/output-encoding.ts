import { sentence } from '@pastiche/panel/core';
import type { HostResult, PictureEncoding } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import { typeOfBytes, typeOfName } from '../pictures/picture-kinds.js';
import { nameOf } from '../pictures/place-names.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { OutputSettings } from './output-settings.js';

/** How a painting of this picture is written unless the person says otherwise. */
export function encodingFor(
  picture: Uri,
  { format, quality }: Pick<OutputSettings, 'format' | 'quality'>,
): PictureEncoding & { readonly quality: number } {
  const mediaType = format === 'original' ? (typeOfName(nameOf(picture)) ?? 'image/png') : format;
  return { mediaType, quality };
}

/** @throws ExtensionError `cannot-encode` for a name, or a browser, that does not go with any type. */
export async function encodedFor(
  place: Uri,
  result: HostResult,
  { quality }: Pick<OutputSettings, 'quality'>,
): Promise<Uint8Array> {
  const mediaType = typeOfName(nameOf(place));
  if (mediaType === null) throw cannotEncode(place);
  const bytes = await result.encode({ mediaType, quality });
  if (typeOfBytes(bytes) !== mediaType) throw cannotEncode(place);
  return bytes;
}

export function cannotEncode(place: Uri): ExtensionError {
  return new ExtensionError(
    'cannot-encode',
    sentence`Paintings are written as .png, .jpg or .webp, but not as ${nameOf(place)}; choose another name.`,
  );
}
