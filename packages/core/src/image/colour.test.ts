import { blobsPicture, flatPicture, greyPicture, noisePicture } from '@pastiche/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Covered,
  luminanceOf,
  matchColours,
  matchLuminance,
  withLuminance,
} from './colour.js';
import { type RgbImage, toRgb } from './pixels.js';

const image = (...colours: number[][]): RgbImage => ({
  width: colours.length,
  height: 1,
  data: Float32Array.from(colours.flat()),
});

/** All of a picture counts. */
const whole = (of: RgbImage): Covered => ({ image: of, coverage: null });

/** The 3 means and then the 9 covariances, straight from the definition. */
function moments({ data }: RgbImage): number[] {
  const channel = (index: number) => [...data].filter((_, at) => at % 3 === index);
  const average = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const channels = [0, 1, 2].map(channel);
  const means = channels.map(average);
  const covariances = channels.flatMap((one, i) =>
    channels.map((other, j) =>
      average(one.map((value, at) => (value - means[i]!) * (other[at]! - means[j]!))),
    ),
  );
  return [...means, ...covariances];
}

const maxDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!)));

describe('matchColours', () => {
  it("reaches the content's mean and covariance", () => {
    const seed = fc.integer({ min: 0, max: 1e6 });
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        const style = toRgb(noisePicture(12, 9, one));
        const content = toRgb(blobsPicture(16, 11, other));
        expect(
          maxDifference(moments(matchColours(whole(style), whole(content))), moments(content)),
        ).toBeLessThan(1e-4);
      }),
      { numRuns: 50 },
    );
  });

  it('scales each channel by the ratio of deviations when channels do not correlate', () => {
    // Eight corners of a box: channel deviations 0.1, 0.2, 0.3 round 0.5 against 0.2, 0.2, 0.1 round 0.4.
    const corners = Array.from({ length: 8 }, (_, bits) =>
      [bits & 1, (bits >> 1) & 1, bits >> 2].map((bit) => 2 * bit - 1),
    );
    const box = (mean: number, deviations: number[]) =>
      image(...corners.map((corner) => corner.map((sign, at) => mean + sign * deviations[at]!)));
    const matched = matchColours(
      whole(box(0.5, [0.1, 0.2, 0.3])),
      whole(box(0.4, [0.2, 0.2, 0.1])),
    );
    expect(maxDifference(matched.data, box(0.4, [0.2, 0.2, 0.1]).data)).toBeLessThan(1e-6);
  });

  it('leaves a picture as it is when it is matched to itself', () => {
    const picture = toRgb(noisePicture(10, 10, 3));
    expect(
      maxDifference(matchColours(whole(picture), whole(picture)).data, picture.data),
    ).toBeLessThan(1e-6);
  });

  it("turns a flat style into the content's mean colour", () => {
    const content = toRgb(blobsPicture(16, 16, 2));
    const matched = matchColours(whole(toRgb(flatPicture(3, 2, [200, 10, 10]))), whole(content));
    const mean = moments(content).slice(0, 3);
    expect(maxDifference(matched.data, [mean, mean, mean, mean, mean, mean].flat())).toBeLessThan(
      1e-6,
    );
  });

  it('survives grey and flat pictures on either side', () => {
    const grey = toRgb(greyPicture(16, 16, 1));
    const colourful = toRgb(blobsPicture(16, 16, 1));
    const flat = toRgb(flatPicture(4, 4));
    for (const style of [grey, colourful, flat]) {
      for (const content of [grey, colourful, flat]) {
        const { data } = matchColours(whole(style), whole(content));
        expect(data.every(Number.isFinite)).toBe(true);
        expect(
          maxDifference(moments({ ...style, data }).slice(0, 3), moments(content)),
        ).toBeLessThan(1e-5);
      }
    }
    // A grey content takes the colour out of the style.
    const { data } = matchColours(whole(colourful), whole(grey));
    for (let at = 0; at < data.length; at += 3) {
      expect(Math.abs(data[at]! - data[at + 1]!)).toBeLessThan(1e-5);
      expect(Math.abs(data[at]! - data[at + 2]!)).toBeLessThan(1e-5);
    }
  });
});

describe('what is transparent', () => {
  // Weights are squares: a pixel at half coverage counts a quarter.
  const coverage = { width: 3, height: 1, data: Float32Array.of(1, 0, 0.5) };

  it('has no say in the colours to match', () => {
    const style = image([0.2, 0.4, 0.6], [9, 9, 9], [0.7, 0.9, 0.1]);
    // Mean (1·x + ¼·z) / 1.25: the same picture with four times the first pixel.
    const [x, , z] = [0, 1, 2].map((at) => Array.from(style.data.subarray(3 * at, 3 * at + 3)));
    const repeated = image(x!, x!, x!, x!, z!);
    const target = whole(toRgb(blobsPicture(8, 8, 2)));
    const weighted = matchColours({ image: style, coverage }, target).data;
    const plain = matchColours(whole(repeated), target).data;
    expect(maxDifference(weighted.subarray(0, 3), plain.subarray(0, 3))).toBeLessThan(1e-5);
    expect(maxDifference(weighted.subarray(6, 9), plain.subarray(12, 15))).toBeLessThan(1e-5);
    const towards = matchColours(target, { image: style, coverage });
    expect(maxDifference(moments(towards), moments(repeated))).toBeLessThan(1e-5);
  });

  it('has no say in the lightness to match', () => {
    const style = image([0.2, 0.2, 0.2], [9, 9, 9], [0.7, 0.7, 0.7]);
    const content = whole(image([0.1, 0.1, 0.1], [0.6, 0.6, 0.6]));
    // Mean (0.2 + 0.7/4) / 1.25 = 0.3, variance (0.01 + 0.16/4) / 1.25 = 0.04; to 0.35 and 0.25².
    const { data } = matchLuminance({ image: style, coverage }, content);
    const expected = [0.2, 0.7].map((luma) => (0.25 / 0.2) * (luma - 0.3) + 0.35);
    expect(maxDifference([data[0]!, data[6]!], expected)).toBeLessThan(1e-6);
  });
});

describe('luminanceOf', () => {
  it('weighs the channels as Rec. 601 does', () => {
    const { data } = luminanceOf(image([1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]));
    const expected = [0.299, 0.587, 0.114, 1].flatMap((luma) => [luma, luma, luma]);
    expect(maxDifference(data, expected)).toBeLessThan(1e-6);
  });
});

describe('matchLuminance', () => {
  it('takes over mean and deviation', () => {
    // Style 0.2, 0.4: mean 0.3, deviation 0.1. Content 0.1, 0.7: mean 0.4, deviation 0.3.
    // 0.3/0.1 · (0.2 − 0.3) + 0.4 = 0.1
    const style = image([0.2, 0.2, 0.2], [0.4, 0.4, 0.4]);
    const content = image([0.7, 0.7, 0.7], [0.1, 0.1, 0.1]);
    const { data } = matchLuminance(whole(style), whole(content));
    expect(maxDifference(data, [0.1, 0.1, 0.1, 0.7, 0.7, 0.7])).toBeLessThan(1e-6);
  });

  it("turns a flat style into the content's mean lightness", () => {
    const { data } = matchLuminance(
      whole(image([0.9, 0.9, 0.9])),
      whole(image([0, 0, 0], [0.5, 0.5, 0.5])),
    );
    expect([...data]).toEqual([0.25, 0.25, 0.25]);
  });
});

describe('withLuminance', () => {
  it("adds the difference in lightness to the content's colours", () => {
    // Y of (0.5, 0.25, 0.25) = 0.299·0.5 + 0.701·0.25 = 0.32475; to 0.42475 is + 0.1.
    const painting = image([0.42475, 0.42475, 0.42475]);
    const { data } = withLuminance(image([0.5, 0.25, 0.25]), painting);
    expect(maxDifference(data, [0.6, 0.35, 0.35])).toBeLessThan(1e-6);
  });

  it('gives the content back for its own lightness', () => {
    const content = toRgb(blobsPicture(16, 16, 6));
    expect(
      maxDifference(withLuminance(content, luminanceOf(content)).data, content.data),
    ).toBeLessThan(1e-6);
  });

  it("has the painting's lightness and the content's chroma wherever nothing is clamped", () => {
    const content = toRgb(blobsPicture(16, 16, 6));
    const painting = toRgb(noisePicture(16, 16, 7));
    const result = withLuminance(content, painting);
    const luma = luminanceOf(painting).data;
    let unclamped = 0;
    for (let at = 0; at < result.data.length; at += 3) {
      const [r, g, b] = result.data.subarray(at, at + 3);
      expect(Math.min(r!, g!, b!)).toBeGreaterThanOrEqual(0);
      expect(Math.max(r!, g!, b!)).toBeLessThanOrEqual(1);
      if (Math.min(r!, g!, b!) === 0 || Math.max(r!, g!, b!) === 1) continue;
      unclamped++;
      expect(Math.abs(0.299 * r! + 0.587 * g! + 0.114 * b! - luma[at]!)).toBeLessThan(1e-6);
      expect(Math.abs(r! - g! - (content.data[at]! - content.data[at + 1]!))).toBeLessThan(1e-6);
      expect(Math.abs(b! - g! - (content.data[at + 2]! - content.data[at + 1]!))).toBeLessThan(
        1e-6,
      );
    }
    expect(unclamped).toBeGreaterThan(50);
  });

  it('refuses pictures of different sizes', () => {
    expect(() => withLuminance(image([0, 0, 0]), image([0, 0, 0], [1, 1, 1]))).toThrow(
      "The painting must have the content's 1 × 1 px to take its colours, but 2 × 1 came; resample one of them.",
    );
  });
});
