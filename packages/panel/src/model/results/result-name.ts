import { READABLE_PICTURE_ENDINGS } from '@pastiche/core/pictures';
import { slug } from '../presets/slug.js';

/** Together with the point: 60 characters, so that hosts have room for an ending and a number. */
const LONGEST_CONTENT = 34;
const LONGEST_STYLE = 25;

const ENDING = new RegExp(`\\.(${READABLE_PICTURE_ENDINGS.join('|')}|svg)$`, 'i');

/**
 * The file name, without ending, under which a painting is offered to be kept.
 *
 * @example
 * resultName('Harbour at dusk.png', ['Mosaic']); // 'harbour-at-dusk.mosaic'
 */
export function resultName(contentName: string, styleNames: readonly string[]): string {
  const style = styleNames.map(withoutEnding).join(' ');
  return `${slug(withoutEnding(contentName), LONGEST_CONTENT, 'picture')}.${slug(style, LONGEST_STYLE, 'style')}`;
}

function withoutEnding(name: string): string {
  return name.replace(ENDING, '');
}
