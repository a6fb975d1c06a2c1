import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { type Covered, luminanceOf, matchColours, matchLuminance } from '../image/colour.js';
import { maskedPixels } from '../image/mask.js';
import type { RgbImage } from '../image/pixels.js';
import { type VisibleStyle, visibleStyleOf } from '../image/visible-picture.js';
import type { Parameters } from '../parameters/schema.js';
import type { StyleStatistics } from '../statistics/style-statistics.js';
import type { StyleInput } from './stylize-request.js';

/** A style as the engine sees it, its weight normalized over all styles of its part. */
export type PreparedStyle = { readonly weight: number } & (
  | ({ readonly kind: 'picture' } & VisibleStyle)
  | { readonly kind: 'statistics'; readonly statistics: StyleStatistics }
);

/**
 * Styles as the network will see them: what is hidden or not meant of them trimmed, colours matched or reduced to
 * luminance (Gatys et al. 2016, "Preserving Color").
 *
 * @param content the part of the content that they are for
 * @throws StyleTransferError `invalid-image` or `invalid-parameter`.
 */
export function prepareStyles(
  styles: readonly StyleInput[],
  { keepColours }: Pick<Parameters, 'keepColours'>,
  content: Covered,
): PreparedStyle[] {
  const sum = sumOfWeights(styles);
  return styles.map((style) => {
    const weight = (style.weight ?? 1) / sum;
    if (style.kind === 'picture') {
      const decoded = visibleStyleOf(maskedPixels(style.pixels, style.mask));
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

function sumOfWeights(styles: readonly StyleInput[]): number {
  const sum = styles.reduce((total, { weight = 1 }) => total + weight, 0);
  const wrong = styles.find(({ weight = 1 }) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong === undefined && sum > 0) return sum;
  const weights = styles.map(({ weight = 1 }) => weight).join(', ');
  const came = styles.length === 0 ? sentence`no style` : sentence`the weights ${weights}`;
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`A run needs at least one style, and weights of 0 or more that are not all 0, but ${came} came.`,
  );
}

/**
 * Whether a style brings no colour to a grey content. Matching its colours to a grey content makes
 * any style grey; statistics know it only of themselves.
 */
export function isGreyBeside(
  style: PreparedStyle,
  keepColours: Parameters['keepColours'],
): boolean {
  if (style.weight === 0) return true;
  if (style.kind === 'statistics') return style.statistics.grey === true;
  return style.grey || keepColours === 'match';
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
