import { ENGLISH, type Words } from '@pastiche/panel';

/** In Figma a picture is opened by selecting a layer; files can be dropped and pasted as well. */
export const WINDOW_WORDS: Words = {
  ...ENGLISH,
  nothingBodyPick:
    'Select a layer on the canvas, or drop or paste a picture here. A layer is never changed unless you say so.',
  openPicture: 'Use selection',
  openAnother: 'Use selection',
};
