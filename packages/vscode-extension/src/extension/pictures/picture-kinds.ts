import { READABLE_PICTURE_ENDINGS } from '@pastiche/panel/core';
import type { PictureEncoding } from '@pastiche/panel/host';

/** Endings of the files that the menus offer to paint; `package.json` names them once more. */
export const PICTURE_ENDINGS = READABLE_PICTURE_ENDINGS;

/** What a painting can be written as. */
export type PaintingType = PictureEncoding['mediaType'];

const IS_PICTURE = new RegExp(`\\.(${PICTURE_ENDINGS.join('|')})$`, 'i');

const ENDINGS: Readonly<Record<PaintingType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** Whether a file is a picture by its name, in any case of letters. */
export function isPicture({ path }: { readonly path: string }): boolean {
  return IS_PICTURE.test(path);
}

/** The ending of files of this type, without the point. */
export function endingOf(type: PaintingType): string {
  return ENDINGS[type];
}

/** The type that a file's name asks for, or `null` when nothing here writes it. */
export function typeOfName(name: string): PaintingType | null {
  if (/\.a?png$/i.test(name)) return 'image/png';
  if (/\.(jpe?g|jpe|jfif|jif|pjpeg|pjp)$/i.test(name)) return 'image/jpeg';
  return /\.webp$/i.test(name) ? 'image/webp' : null;
}

/** Endings of the files that {@link typeOfName} has a type for. */
export const PAINTING_ENDINGS = PICTURE_ENDINGS.filter(
  (ending) => typeOfName(`.${ending}`) !== null,
);

/** What the first bytes of a painting say that it is; browsers that cannot write a type write PNG. */
export function typeOfBytes(bytes: Uint8Array): PaintingType {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  const isRiff = String.fromCharCode(...bytes.subarray(0, 4)) === 'RIFF';
  return isRiff ? 'image/webp' : 'image/png';
}
