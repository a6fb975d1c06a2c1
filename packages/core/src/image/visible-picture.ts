import { StyleTransferError } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';
import { type Coverage, coverageOf } from './coverage.js';
import { isGrey } from './grey.js';
import { fillHiddenColour } from './hidden-colour.js';
import { alphaOf, checkPixels, type Pixels, type RgbImage, toRgb } from './pixels.js';
import { trimToVisible } from './trim.js';

/** A picture as the network is shown it, and how much of each pixel counts. */
export interface VisiblePicture {
  /** With a colour everywhere. */
  readonly image: RgbImage;
  /** Of the image's size; `null`: all of it. */
  readonly coverage: Coverage | null;
  /** All that is visible is grey. */
  readonly grey: boolean;
}

/** A style picture without its transparent margin. */
export interface VisibleStyle extends VisiblePicture {
  /** There was such a margin. */
  readonly trimmed: boolean;
}

/**
 * Checks a host's picture and gives it colour everywhere.
 *
 * @param what names the picture in the message, such as `content picture`.
 * @throws StyleTransferError `invalid-image` for one that is misshapen or transparent everywhere.
 */
export function visiblePictureOf(pixels: Pixels, what: Said): VisiblePicture {
  checkPixels(pixels, what);
  const alpha = alphaOf(pixels);
  if (alpha?.every((value) => value === 0)) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`The ${what} must show something, but it is transparent everywhere; choose another one.`,
    );
  }
  return {
    image: fillHiddenColour(toRgb(pixels), alpha),
    coverage: coverageOf(alpha, pixels),
    grey: isGrey(pixels),
  };
}

/**
 * As {@link visiblePictureOf}, for styles: without the transparent margin, which would take its share
 * of the size that a style is measured at, and so shrink the strokes.
 *
 * @throws StyleTransferError `invalid-image`.
 */
export function visibleStyleOf(pixels: Pixels): VisibleStyle {
  const what = sentence`style picture`;
  checkPixels(pixels, what);
  const visible = trimToVisible(pixels);
  return { ...visiblePictureOf(visible, what), trimmed: visible !== pixels };
}
