import { StyleTransferError } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';
import { luminanceOf, withLuminance } from '../image/colour.js';
import { type Coverage, resampleCoverage } from '../image/coverage.js';
import type { Size } from '../image/fit.js';
import { noiseImage } from '../image/noise.js';
import { alphaOf, type Pixels, type RgbImage, toPixels } from '../image/pixels.js';
import { protectionAt, protectionOf, restoreProtected, unprotected } from '../image/protection.js';
import { resampleAlpha, resampleImage } from '../image/resample.js';
import { visiblePictureOf } from '../image/visible-picture.js';
import type { Parameters } from '../parameters/schema.js';
import { isGreyBeside } from './prepared-styles.js';
import { type StyledPart, styledParts } from './styled-parts.js';
import type { StylizeRequest } from './stylize-request.js';

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
  /** Parts with styles of their own; more than one where the request has regions. */
  readonly parts: readonly StyledPart[];
  /** How much of the network's reach is left out at the edge of a region, 0..1. */
  readonly erosion: number;
  /** What the painting starts from, at any size. */
  initial(size: Size): RgbImage;
  /** A painted image as pixels of the same size: colours kept if asked for, alpha and what is protected put back. */
  finish(painted: RgbImage): Pixels;
}

/**
 * The paper's. With less, what is near a border is painted more, and shows in both regions: `docs/benchmarks.md` has
 * the figures.
 */
const DEFAULT_EROSION = 1;

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
  const painted = { image: inLuminance, coverage };
  const coloured = styledParts(request, parameters, painted, decoded.image);
  const grey =
    decoded.grey &&
    coloured.every(({ styles }) => styles.every((style) => isGreyBeside(style, keepColours)));
  const shown = grey ? luminanceOf : (image: RgbImage) => image;
  const content = shown(inLuminance);
  const parts = coloured.map((part) => ({
    ...part,
    styles: part.styles.map((style) =>
      style.kind === 'picture' ? { ...style, image: shown(style.image) } : style,
    ),
  }));
  const alpha = alphaOf(request.content);
  const fullAlpha = alpha && resampleAlpha(alpha, decoded.image, fullSize);
  return {
    content,
    coverage,
    protection,
    grey,
    parts,
    erosion: request.erosion ?? DEFAULT_EROSION,
    initial: (size) => {
      if (request.smallerPainting === undefined && parameters.initialImage === 'noise') {
        return noiseImage(size.width, size.height, parameters.seed, grey);
      }
      return shown(initialImage(request, parameters, content, parts, size));
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

function initialImage(
  request: StylizeRequest,
  { initialImage: kind, keepColours }: Parameters,
  content: RgbImage,
  parts: readonly StyledPart[],
  size: Size,
): RgbImage {
  const { smallerPainting, initialPicture } = request;
  const from = (picture: Pixels, what: Said) => {
    const { image } = visiblePictureOf(picture, what);
    return resampleImage(keepColours === 'luminance' ? luminanceOf(image) : image, size);
  };
  if (smallerPainting !== undefined) return from(smallerPainting, sentence`smaller painting`);
  if (kind === 'content') return resampleImage(content, size);
  if (kind === 'style') {
    const styles = parts.flatMap((part) => part.styles);
    const first = styles.find((style) => style.kind === 'picture');
    if (first !== undefined) return resampleImage(first.image, size);
  } else if (initialPicture !== undefined) return from(initialPicture, sentence`initial picture`);
  const needed =
    kind === 'style' ? sentence`a style given as a picture` : sentence`an initial picture`;
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`initialImage "${kind}" needs ${needed}, but none came; give one, or start from "content" or "noise".`,
  );
}
