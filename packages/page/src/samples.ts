import { type Said, sentence } from '@pastiche/panel/core';

/** A picture that comes with the page, and the style in which it is painted by one click. */
export interface PageSample {
  /** What its button says. */
  readonly label: Said;
  /** As the content is called. */
  readonly name: string;
  /** The picture's file, from the page on. */
  readonly picture: string;
  /** Of a built-in style. */
  readonly style: string;
}

/** Pictures that this project's own scripts have drawn (`npm run samples`). */
export const SAMPLES: readonly PageSample[] = [
  {
    label: sentence`A lake in oil whirls`,
    name: 'lake',
    picture: 'samples/content.png',
    style: 'oil-whirls',
  },
  {
    label: sentence`A street as a woodcut`,
    name: 'street',
    picture: 'samples/street.png',
    style: 'woodcut',
  },
  {
    label: sentence`A cat in watercolour`,
    name: 'cat',
    picture: 'samples/cat.png',
    style: 'watercolour',
  },
];
