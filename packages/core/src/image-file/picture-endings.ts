/**
 * Endings of the files that every host can read, lower case and without the point: what dialogues
 * offer, menus show and a folder's listing keeps. What a file is, its bytes say.
 */
export const READABLE_PICTURE_ENDINGS = [
  'png',
  'apng',
  'jpg',
  'jpeg',
  'jpe',
  'jfif',
  'jif',
  'pjpeg',
  'pjp',
  'webp',
  'gif',
  'bmp',
  'dib',
  'avif',
  'tif',
  'tiff',
] as const;
