import {
  blobsPicture,
  checkerPicture,
  cutOutPicture,
  flatPicture,
  tinyNetwork,
} from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { type Pixels, type RgbImage, toRgb } from '../image/pixels.js';
import { DEFAULT_PARAMETERS, type Parameters } from '../parameters/schema.js';
import { preparePictures } from './painting-pictures.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

const content = blobsPicture(40, 30, 1);
const style = checkerPicture(36, 48, 6, [
  [240, 200, 40],
  [20, 30, 90],
]);

function prepare(change: Partial<StylizeRequest> = {}, parameters: Partial<Parameters> = {}) {
  const request: StylizeRequest = {
    weights: tinyNetwork(7).weights,
    content,
    styles: [{ kind: 'picture', pixels: style }],
    ...change,
  };
  const all = { ...DEFAULT_PARAMETERS, ...parameters };
  return preparePictures(request, all, { width: 40, height: 30 });
}

/** Mean of Y, Cb and Cr (ITU-R BT.601, in 0..1). */
function meanYCbCr({ data }: RgbImage): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 3) {
    const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    sums[0] += y;
    sums[1] += (b - y) / 1.772;
    sums[2] += (r - y) / 1.402;
  }
  const count = data.length / 3;
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

function meanColour({ data }: RgbImage): number[] {
  return [0, 1, 2].map(
    (channel) =>
      data.reduce((sum, value, at) => sum + (at % 3 === channel ? value : 0), 0) /
      (data.length / 3),
  );
}

const imageOf = (pictures: ReturnType<typeof prepare>): RgbImage => {
  const [first] = pictures.parts[0]?.styles ?? [];
  if (first?.kind !== 'picture') throw new Error('the style is no picture');
  return first.image;
};

describe('the pictures of a run', () => {
  it('leave an opaque content of the right size as it is', () => {
    expect(prepare().content).toEqual(toRgb(content));
    expect(imageOf(prepare())).toEqual(toRgb(style));
    expect(prepare().finish(toRgb(content))).toEqual(content);
  });

  it('normalize the weights of the styles to a sum of 1', () => {
    const styles = [3, undefined, 0].map(
      (weight): StyleInput => ({
        kind: 'picture',
        pixels: style,
        ...(weight === undefined ? {} : { weight }),
      }),
    );
    expect(prepare({ styles }).parts[0]!.styles.map(({ weight }) => weight)).toEqual([
      0.75, 0.25, 0,
    ]);
  });

  it('give the content’s alpha to what was painted, resampled to its size', () => {
    const cutOut = cutOutPicture(40, 30, 3);
    const alphaOf = ({ data }: Pixels) => Array.from(data).filter((_, at) => at % 4 === 3);
    const pictures = prepare({ content: cutOut });
    expect(alphaOf(pictures.finish(toRgb(content)))).toEqual(alphaOf(cutOut));
    const half = alphaOf(pictures.finish(toRgb(blobsPicture(20, 15, 2))));
    expect(half.length).toBe(20 * 15);
    expect([half[0], half[7 * 20 + 10]]).toEqual([0, 255]);
  });

  it('show the network no black where a cut-out is transparent', () => {
    const cutOut = cutOutPicture(40, 30, 3);
    const corner = prepare({ content: cutOut }).content.data.slice(0, 3);
    expect(Array.from(toRgb(cutOut).data.slice(0, 3))).toEqual([0, 0, 0]);
    expect(Math.max(...corner)).toBeGreaterThan(0.1);
    const hidden = prepare({ styles: [{ kind: 'picture', pixels: cutOut }] });
    expect(Math.max(...imageOf(hidden).data.slice(0, 3))).toBeGreaterThan(0.1);
  });
});

describe('keeping the colours', () => {
  it('by luminance shows the network greys only and keeps the content’s chroma', () => {
    const pictures = prepare({}, { keepColours: 'luminance' });
    for (const image of [
      pictures.content,
      imageOf(pictures),
      pictures.initial({ width: 20, height: 15 }),
    ]) {
      const grey = image.data.every((value, at) => value === image.data[at - (at % 3)]);
      expect(grey).toBe(true);
    }
    // A painting in other colours and slightly other lightness, so that nothing leaves 0..1.
    const bright = toRgb(content).data.map((value) => 0.4 + 0.2 * value);
    const calm: Pixels = {
      ...content,
      data: Uint8ClampedArray.from(content.data, (v, at) => (at % 4 === 3 ? v : 96 + v / 4)),
    };
    const finished = prepare({ content: calm }, { keepColours: 'luminance' }).finish({
      width: 40,
      height: 30,
      data: bright,
    });
    const [luma, cb, cr] = meanYCbCr(toRgb(finished));
    const [, contentCb, contentCr] = meanYCbCr(toRgb(calm));
    expect(Math.abs(contentCb)).toBeGreaterThan(0.005);
    expect(Math.abs(cb - contentCb)).toBeLessThan(1 / 255 / 4);
    expect(Math.abs(cr - contentCr)).toBeLessThan(1 / 255 / 4);
    const [paintedLuma] = meanYCbCr({ width: 40, height: 30, data: bright });
    expect(Math.abs(luma - paintedLuma)).toBeLessThan(1 / 255 / 4);
  });

  it('by luminance brings the style’s lightness to the content’s', () => {
    const pictures = prepare({}, { keepColours: 'luminance' });
    expect(meanColour(imageOf(pictures))[0]).toBeCloseTo(meanColour(pictures.content)[0]!, 5);
    expect(meanYCbCr(toRgb(style))[0]).not.toBeCloseTo(meanColour(pictures.content)[0]!, 2);
  });

  it('by matching brings the style’s mean colour to the content’s and leaves the content', () => {
    const pictures = prepare({}, { keepColours: 'match' });
    expect(pictures.content).toEqual(toRgb(content));
    const matched = meanColour(imageOf(pictures));
    const wanted = meanColour(toRgb(content));
    matched.forEach((value, channel) => {
      expect(value).toBeCloseTo(wanted[channel]!, 5);
    });
    expect(meanColour(toRgb(style))[2]).not.toBeCloseTo(wanted[2]!, 1);
    expect(prepare({}, { keepColours: 'match' }).finish(toRgb(content))).toEqual(content);
  });

  it('makes a flat style the content’s mean colour', () => {
    const styles: StyleInput[] = [{ kind: 'picture', pixels: flatPicture(20, 20, [10, 200, 30]) }];
    const image = imageOf(prepare({ styles }, { keepColours: 'match' }));
    expect(Array.from(image.data.slice(0, 3))).toBeAllClose(meanColour(toRgb(content)), 1e-5);
  });
});

describe('the image to start from', () => {
  const size = { width: 40, height: 30 };

  it('is the first style that is a picture', () => {
    const statistics = { network: 'tiny-7', pooling: 'max', scales: [] } as const;
    const styles: StyleInput[] = [
      { kind: 'statistics', statistics },
      { kind: 'picture', pixels: flatPicture(20, 20, [255, 0, 0]) },
    ];
    const { data } = prepare({ styles }, { initialImage: 'style' }).initial(size);
    expect(Array.from(data.slice(0, 3))).toEqual([1, 0, 0]);
    const only = prepare({ styles: styles.slice(0, 1) }, { initialImage: 'style' });
    expect(() => only.initial(size)).toThrow(
      'initialImage "style" needs a style given as a picture, but none came; give one, or start from "content" or "noise".',
    );
  });

  it('is another picture, as greys when only luminance is painted', () => {
    const initialPicture = flatPicture(8, 8, [255, 0, 0]);
    const start = (keepColours: Parameters['keepColours']) =>
      prepare({ initialPicture }, { initialImage: 'picture', keepColours }).initial(size).data;
    expect(Array.from(start('off').slice(0, 3))).toEqual([1, 0, 0]);
    expect(Array.from(start('luminance').slice(0, 3))).toBeAllClose([0.299, 0.299, 0.299], 1e-6);
  });

  it('refuses another picture that is none', () => {
    const initialPicture = { width: 2, height: 2, data: new Uint8Array(3) };
    const broken = prepare({ initialPicture }, { initialImage: 'picture' });
    expect(() => broken.initial(size)).toThrow(
      'The initial picture is 2 × 2 px and needs 16 bytes of RGBA, but 3 came; pass all four channels of every pixel.',
    );
  });
});

it('refuses a picture in which nothing is to be seen', () => {
  const clear = { ...content, data: new Uint8ClampedArray(content.width * content.height * 4) };
  const sentence = /content picture must show something, but it is transparent everywhere/;
  expect(() => prepare({ content: clear })).toThrow(sentence);
});
