import type { PictureEncoding } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import { typeOfName } from '../pictures/picture-kinds.js';
import { nameOf } from '../pictures/place-names.js';
import type { OutputSettings } from './output-settings.js';

/** How a painting of this picture is written unless the person says otherwise. */
export function encodingFor(
  picture: Uri,
  { format, quality }: Pick<OutputSettings, 'format' | 'quality'>,
): PictureEncoding & { readonly quality: number } {
  const mediaType = format === 'original' ? (typeOfName(nameOf(picture)) ?? 'image/png') : format;
  return { mediaType, quality };
}
