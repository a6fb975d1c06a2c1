import type { Preset } from '@pastiche/core/presets';
import { dataUrl } from '../styles/data-url.js';

/** Three strokes on grey: a style without its picture, on light and dark alike. */
const NEUTRAL =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path fill="#8a8a8a" d="M0 0h48v48H0z"/><path fill="none" stroke="#c4c4c4" stroke-width="5" stroke-linecap="round" d="M8 15c8-7 16 7 32 0M8 25c8-7 16 7 32 0M8 35c8-7 16 7 32 0"/></svg>';

/** An address that shows a preset: its first picture, or where it has none, a neutral one. */
export function presetThumbnail({ styles }: Preset): string {
  const picture = styles.find((style) => style.picture !== undefined)?.picture;
  return picture === undefined
    ? `data:image/svg+xml,${encodeURIComponent(NEUTRAL)}`
    : dataUrl(picture.mediaType, picture.bytes);
}
