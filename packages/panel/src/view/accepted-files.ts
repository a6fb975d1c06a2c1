import { READABLE_PICTURE_ENDINGS } from '@pastiche/core/pictures';

/** What a dialogue for pictures offers. Not every system counts all of the endings as pictures. */
export const ACCEPTED_PICTURES = [
  'image/*',
  ...READABLE_PICTURE_ENDINGS.map((ending) => `.${ending}`),
].join(',');

const IS_PICTURE = new RegExp(`\\.(${READABLE_PICTURE_ENDINGS.join('|')})$`, 'i');

/** Whether a file is taken for a picture: by its type, or by its name where the system knows no type. */
export function isPictureFile({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return type.startsWith('image/') || (type === '' && IS_PICTURE.test(name));
}

/** Whether a picture's file is called the mask of another one, as `harbour.mask.png` is. */
export function isMaskFile(file: Pick<File, 'name' | 'type'>): boolean {
  return isPictureFile(file) && /\.mask\.[^.]+$/i.test(file.name);
}
