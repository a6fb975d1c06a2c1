import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { type Coverage, weightAt } from './coverage.js';
import type { RgbImage } from './pixels.js';
import { type Matrix3, mapEigenvalues, multiply, type Vector3 } from './symmetric-matrix.js';

/** Variance of one 8-bit step: what varies less is flat, and stretching it would paint noise. */
const FLAT_VARIANCE = (1 / 255) ** 2;

/** Rec. 601 luma of R′G′B′, the Y of YIQ and YCbCr. */
const LUMA: Vector3 = [0.299, 0.587, 0.114];

/** A picture and how much of each pixel counts (`null`: all of it). */
export interface Covered {
  readonly image: RgbImage;
  readonly coverage: Coverage | null;
}

/**
 * Recolours a style so that its mean and covariance of colours are the content's: `x ↦ A(x − μS) +
 * μC` with `A = ΣC^½ ΣS^−½`, symmetric roots (Gatys et al. 2016, "Preserving Color in Neural
 * Artistic Style Transfer", the image-analogies form; Gatys et al. 2017, "Controlling Perceptual
 * Factors in Neural Style Transfer", section 5.2). Values may leave 0..1 a little; clamping them
 * would undo the match. Directions in which the style is flat (grey pictures) are left out of
 * `ΣS^−½`, so a flat style becomes the content's mean colour. What a coverage leaves out of either
 * has no say in them.
 *
 * @example
 * const recoloured = matchColours(visibleStyleOf(style), visiblePictureOf(content, what));
 */
export function matchColours(style: Covered, content: Covered): RgbImage {
  const from = colourStatistics(style);
  const to = colourStatistics(content);
  const whiten = mapEigenvalues(from.covariance, (value) =>
    value < FLAT_VARIANCE ? 0 : 1 / Math.sqrt(value),
  );
  const colour = mapEigenvalues(to.covariance, (value) => Math.sqrt(Math.max(0, value)));
  const [red, green, blue] = multiply(colour, whiten);
  return mapColours(style.image, (r, g, b) => {
    const x = r - from.mean[0];
    const y = g - from.mean[1];
    const z = b - from.mean[2];
    return [
      red[0] * x + red[1] * y + red[2] * z + to.mean[0],
      green[0] * x + green[1] * y + green[2] * z + to.mean[1],
      blue[0] * x + blue[1] * y + blue[2] * z + to.mean[2],
    ];
  });
}

/** A picture's lightness (Rec. 601 luma) in all three channels, 0..1. */
export function luminanceOf(image: RgbImage): RgbImage {
  return mapColours(image, (r, g, b) => {
    const luma = LUMA[0] * r + LUMA[1] * g + LUMA[2] * b;
    return [luma, luma, luma];
  });
}

/**
 * Brings a style's lightness to the content's mean and deviation: `L′ = σC/σS · (L − μS) + μC`
 * (Gatys et al. 2017, section 5.1). Not clamped, as {@link matchColours}; a flat style becomes the
 * content's mean lightness.
 *
 * @param styleLuminance grey in three equal channels, as {@link luminanceOf} makes it.
 * @param contentLuminance likewise.
 */
export function matchLuminance(styleLuminance: Covered, contentLuminance: Covered): RgbImage {
  const from = lumaStatistics(styleLuminance);
  const to = lumaStatistics(contentLuminance);
  const gain = from.variance < FLAT_VARIANCE ? 0 : Math.sqrt(to.variance / from.variance);
  return mapColours(styleLuminance.image, (luma) => {
    const matched = gain * (luma - from.mean) + to.mean;
    return [matched, matched, matched];
  });
}

/**
 * The painting's lightness with the content's colour (Gatys et al. 2017, section 5.1): Y of the
 * painting, I and Q of the content. All three rows of YIQ → RGB have 1 for Y, so this is the
 * content plus the difference in Y. Clamped to 0..1 for each channel, which shifts the hue where
 * a colour leaves the gamut.
 *
 * @param painting of the content's size; where it is not grey, its luma counts.
 * @throws StyleTransferError `invalid-image` when the sizes differ.
 */
export function withLuminance(content: RgbImage, painting: RgbImage): RgbImage {
  if (content.width !== painting.width || content.height !== painting.height) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`The painting must have the content's ${content.width} × ${content.height} px to take its colours, but ${painting.width} × ${painting.height} came; resample one of them.`,
    );
  }
  const lightness = luminanceOf(painting).data;
  let index = -3;
  return mapColours(content, (r, g, b) => {
    index += 3;
    const change = lightness[index] - (LUMA[0] * r + LUMA[1] * g + LUMA[2] * b);
    return [clamp(r + change), clamp(g + change), clamp(b + change)];
  });
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function mapColours(
  image: RgbImage,
  colourAt: (red: number, green: number, blue: number) => Vector3,
): RgbImage {
  const { width, height, data } = image;
  const result = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const [red, green, blue] = colourAt(data[at], data[at + 1], data[at + 2]);
    result[at] = red;
    result[at + 1] = green;
    result[at + 2] = blue;
  }
  return { width, height, data: result };
}

/** Mean and (population) covariance of a picture's colours, in two passes against cancellation. */
function colourStatistics({ image, coverage }: Covered): { mean: Vector3; covariance: Matrix3 } {
  const { data } = image;
  let count = 0;
  const sum = [0, 0, 0];
  for (let at = 0; at < data.length; at += 3) {
    const weight = weightAt(coverage, at / 3);
    count += weight;
    for (let channel = 0; channel < 3; channel++) sum[channel] += weight * data[at + channel];
  }
  const [red, green, blue] = sum.map((value) => value / count);
  let [rr, rg, rb, gg, gb, bb] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 3) {
    const r = data[at] - red;
    const g = data[at + 1] - green;
    const b = data[at + 2] - blue;
    const weight = weightAt(coverage, at / 3);
    rr += weight * r * r;
    rg += weight * r * g;
    rb += weight * r * b;
    gg += weight * g * g;
    gb += weight * g * b;
    bb += weight * b * b;
  }
  return {
    mean: [red, green, blue],
    covariance: [
      [rr / count, rg / count, rb / count],
      [rg / count, gg / count, gb / count],
      [rb / count, gb / count, bb / count],
    ],
  };
}

/** Mean and variance of a grey picture, read from its first channel. */
function lumaStatistics({ image, coverage }: Covered): { mean: number; variance: number } {
  const { data } = image;
  let count = 0;
  let sum = 0;
  for (let at = 0; at < data.length; at += 3) {
    const weight = weightAt(coverage, at / 3);
    count += weight;
    sum += weight * data[at];
  }
  const mean = sum / count;
  let squares = 0;
  for (let at = 0; at < data.length; at += 3) {
    squares += weightAt(coverage, at / 3) * (data[at] - mean) ** 2;
  }
  return { mean, variance: squares / count };
}
