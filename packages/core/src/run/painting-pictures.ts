import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import {
  type Covered,
  luminanceOf,
  matchColours,
  matchLuminance,
  withLuminance,
} from '../image/colour.js';
import { type Coverage, resampleCoverage } from '../image/coverage.js';
import type { Size } from '../image/fit.js';
import { noiseImage } from '../image/noise.js';
import { alphaOf, type Pixels, type RgbImage, toPixels } from '../image/pixels.js';
import { protectionAt, protectionOf, restoreProtected, unprotected } from '../image/protection.js';
import { resampleAlpha, resampleImage } from '../image/resample.js';
import { type VisibleStyle, visiblePictureOf, visibleStyleOf } from '../image/visible-picture.js';
import type { Parameters } from '../parameters/schema.js';
import type { StyleStatistics } from '../statistics/style-statistics.js';
import type { StylizeRequest } from './stylize-request.js';

/** A style as the engine sees it, its weight normalized over all styles. */
export type PreparedStyle = { readonly weight: number } & (
  | ({ readonly kind: 'picture' } & VisibleStyle)
  | { readonly kind: 'statistics'; readonly statistics: StyleStatistics }
);

/** Everything of a run that is pictures: what the network sees, and the way back to a host's pixels. */
export interface PaintingPictures {
  /** At the finished size. */
  readonly content: RgbImage;
  /** How much of each pixel of the content counts; `null`: all of it. */
  readonly coverage: Coverage | null;
  /** How much of each pixel of the content stays as it is, at the finished size; `null`: nothing. */
  readonly protection: Coverage | null;
  /** Content and styles are grey, so the painting is. */
  readonly grey: boolean;
  readonly styles: readonly PreparedStyle[];
  /** What the painting starts from, at any size. */
  initial(size: Size): RgbImage;
  /** A painted image as pixels of the same size: colours kept if asked for, alpha and what is protected put back. */
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
  fullSize: Size,
): PaintingPictures {
  const { keepColours } = parameters;
  const decoded = visiblePictureOf(request.content, sentence`content picture`);
  const original = resampleImage(decoded.image, fullSize);
  const { protect } = request;
  const protection = protect ? protectionOf(protect, decoded.image, fullSize) : null;
  const visible = decoded.coverage && resampleCoverage(decoded.coverage, fullSize);
  const coverage = checkPaintedPart(unprotected(visible, protection));
  const inLuminance = keepColours === 'luminance' ? luminanceOf(original) : original;
  const coloured = prepareStyles(request, parameters, { image: inLuminance, coverage });
  const grey = decoded.grey && coloured.every((style) => isGreyBeside(style, keepColours));
  const shown = grey ? luminanceOf : (image: RgbImage) => image;
  const content = shown(inLuminance);
  const styles = coloured.map((style) =>
    style.kind === 'picture' ? { ...style, image: shown(style.image) } : style,
  );
  const alpha = alphaOf(request.content);
  const fullAlpha = alpha && resampleAlpha(alpha, decoded.image, fullSize);
  return {
    content,
    coverage,
    protection,
    grey,
    styles,
    initial: (size) => {
      if (parameters.initialImage === 'noise') {
        return noiseImage(size.width, size.height, parameters.seed, grey);
      }
      return shown(initialImage(request, parameters, content, styles, size));
    },
    finish: (painted) => {
      const finished =
        keepColours === 'luminance' && !grey
          ? withLuminance(resampleImage(original, painted), painted)
          : shown(painted);
      const paintedAlpha = fullAlpha && resampleAlpha(fullAlpha, fullSize, painted);
      const pixels = toPixels(finished, paintedAlpha);
      if (protection === null) return pixels;
      const isContentSize =
        painted.width === decoded.image.width && painted.height === decoded.image.height;
      const untouched = isContentSize
        ? request.content
        : toPixels(resampleImage(original, painted), paintedAlpha);
      return restoreProtected(pixels, untouched, protectionAt(protection, painted));
    },
  };
}

function checkPaintedPart(coverage: Coverage | null): Coverage | null {
  if (coverage === null || coverage.data.some((value) => value > 0)) return coverage;
  throw new StyleTransferError(
    'invalid-image',
    sentence`The mask must leave something visible to paint, but what it does not protect is transparent; paint black what may change.`,
  );
}

/**
 * Whether a style brings no colour to a grey content. Matching its colours to a grey content makes
 * any style grey; statistics know it only of themselves.
 */
function isGreyBeside(style: PreparedStyle, keepColours: Parameters['keepColours']): boolean {
  if (style.weight === 0) return true;
  if (style.kind === 'statistics') return style.statistics.grey === true;
  return style.grey || keepColours === 'match';
}

function prepareStyles(
  { styles }: StylizeRequest,
  { keepColours }: Parameters,
  content: Covered,
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
      const decoded = visibleStyleOf(style.pixels);
      const image = recolour(decoded, content, keepColours);
      return { kind: 'picture', ...decoded, image, weight };
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
  { image, coverage }: Covered,
  content: Covered,
  keepColours: Parameters['keepColours'],
): RgbImage {
  if (keepColours === 'match') return matchColours({ image, coverage }, content);
  if (keepColours === 'luminance') {
    return matchLuminance({ image: luminanceOf(image), coverage }, content);
  }
  return image;
}

function initialImage(
  request: StylizeRequest,
  { initialImage: kind, keepColours }: Parameters,
  content: RgbImage,
  styles: readonly PreparedStyle[],
  size: Size,
): RgbImage {
  if (kind === 'content') return resampleImage(content, size);
  if (kind === 'style') {
    const first = styles.find((style) => style.kind === 'picture');
    if (first !== undefined) return resampleImage(first.image, size);
  } else if (request.initialPicture !== undefined) {
    const { image } = visiblePictureOf(request.initialPicture, sentence`initial picture`);
    return resampleImage(keepColours === 'luminance' ? luminanceOf(image) : image, size);
  }
  const needed =
    kind === 'style' ? sentence`a style given as a picture` : sentence`an initial picture`;
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`initialImage "${kind}" needs ${needed}, but none came; give one, or start from "content" or "noise".`,
  );
}
