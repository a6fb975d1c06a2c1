import { StyleTransferError } from './errors.js';
import { luminanceOf, matchColours, matchLuminance, withLuminance } from './image/colour.js';
import type { Size } from './image/fit.js';
import { fillHiddenColour } from './image/hidden-colour.js';
import { noiseImage } from './image/noise.js';
import {
  alphaOf,
  checkPixels,
  type Pixels,
  type RgbImage,
  toPixels,
  toRgb,
} from './image/pixels.js';
import { resampleAlpha, resampleImage } from './image/resample.js';
import type { Parameters } from './preset/schema.js';
import { type Said, sentence } from './sentence.js';
import type { StyleStatistics } from './style-statistics.js';
import type { StylizeRequest } from './stylize-request.js';

/** A style as the engine sees it, its weight normalised over all styles. */
export type PreparedStyle = { readonly weight: number } & (
  | { readonly kind: 'picture'; readonly image: RgbImage }
  | { readonly kind: 'statistics'; readonly statistics: StyleStatistics }
);

/** Everything of a run that is pictures: what the network sees, and the way back to a host's pixels. */
export interface PaintingPictures {
  /** At the finished size. */
  readonly content: RgbImage;
  readonly styles: readonly PreparedStyle[];
  /** What the painting starts from, at any size. */
  initial(size: Size): RgbImage;
  /** A painted image as pixels of the same size: colours kept if asked for, alpha put back. */
  finish(painted: RgbImage): Pixels;
}

/**
 * Turns the pictures of a request into what the network sees: hidden colours filled, colours
 * matched or reduced to luminance (Gatys et al. 2016, "Preserving Color"), the content resampled
 * to the finished size.
 *
 * @throws StyleTransferError `invalid-image` or `invalid-parameter` for pictures that are missing, misshapen or
 *   transparent everywhere.
 */
export function preparePictures(
  request: StylizeRequest,
  parameters: Parameters,
  target: Size,
): PaintingPictures {
  const colourful = decode(request.content, sentence`content picture`);
  const alpha = alphaOf(request.content);
  const original = resampleImage(colourful, target);
  const content = parameters.keepColours === 'luminance' ? luminanceOf(original) : original;
  const targetAlpha = alpha && resampleAlpha(alpha, colourful, target);
  const styles = prepareStyles(request, parameters, content);
  return {
    content,
    styles,
    initial: (size) => initialImage(request, parameters, content, styles, size),
    finish: (painted) => {
      const coloured =
        parameters.keepColours === 'luminance'
          ? withLuminance(resampleImage(original, painted), painted)
          : painted;
      return toPixels(coloured, targetAlpha && resampleAlpha(targetAlpha, target, painted));
    },
  };
}

/** Checks a host's picture and gives it colour everywhere. */
function decode(pixels: Pixels, what: Said): RgbImage {
  checkPixels(pixels, what);
  const alpha = alphaOf(pixels);
  if (alpha?.every((value) => value === 0)) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`The ${what} must show something, but it is transparent everywhere; choose another one.`,
    );
  }
  return fillHiddenColour(toRgb(pixels), alpha);
}

function prepareStyles(
  { styles }: StylizeRequest,
  { keepColours }: Parameters,
  content: RgbImage,
): PreparedStyle[] {
  const sum = styles.reduce((total, { weight = 1 }) => total + weight, 0);
  const wrong = styles.find(({ weight = 1 }) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong !== undefined || !(sum > 0)) {
    const weights = styles.map(({ weight = 1 }) => weight).join(', ');
    const came = styles.length === 0 ? sentence`no style` : sentence`the weights ${weights}`;
    throw new StyleTransferError(
      'invalid-parameter',
      sentence`A run needs at least one style, and weights of 0 or more that are not all 0, but ${came} came.`,
    );
  }
  return styles.map((style) => {
    const weight = (style.weight ?? 1) / sum;
    if (style.kind === 'picture') {
      const image = decode(style.pixels, sentence`style picture`);
      return { kind: 'picture', image: recolour(image, content, keepColours), weight };
    }
    if (keepColours !== 'off') {
      throw new StyleTransferError(
        'invalid-parameter',
        sentence`keepColours "${keepColours}" changes the style picture before it is measured, but a style given as statistics has no picture; give the picture, or set keepColours to "off".`,
      );
    }
    return { kind: 'statistics', statistics: style.statistics, weight };
  });
}

function recolour(
  style: RgbImage,
  content: RgbImage,
  keepColours: Parameters['keepColours'],
): RgbImage {
  if (keepColours === 'match') return matchColours(style, content);
  if (keepColours === 'luminance') return matchLuminance(luminanceOf(style), content);
  return style;
}

function initialImage(
  request: StylizeRequest,
  { initialImage: kind, seed, keepColours }: Parameters,
  content: RgbImage,
  styles: readonly PreparedStyle[],
  size: Size,
): RgbImage {
  if (kind === 'content') return resampleImage(content, size);
  if (kind === 'noise') return noiseImage(size.width, size.height, seed);
  if (kind === 'style') {
    const first = styles.find((style) => style.kind === 'picture');
    if (first !== undefined) return resampleImage(first.image, size);
  } else if (request.initialPicture !== undefined) {
    const picture = decode(request.initialPicture, sentence`initial picture`);
    return resampleImage(keepColours === 'luminance' ? luminanceOf(picture) : picture, size);
  }
  const needed =
    kind === 'style' ? sentence`a style given as a picture` : sentence`an initial picture`;
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`initialImage "${kind}" needs ${needed}, but none came; give one, or start from "content" or "noise".`,
  );
}
