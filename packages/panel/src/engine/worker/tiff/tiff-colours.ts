import { channelsOf, type Pixels, type TiffLayout } from '@pastiche/core';

export interface TiffMeanings {
  /** All red, then all green, then all blue values, 0 … 255; empty where there is no palette. */
  readonly palette: readonly number[];
  /** Of the samples after the colours: 0 nothing known, 1 alpha that they are multiplied by, 2 alpha. */
  readonly extraSamples: readonly number[] | null;
}

/**
 * Turns samples into RGBA. Colours are taken as sRGB, and CMYK without a profile of its inks.
 * A sample after the colours that nothing is said about is alpha, as for libvips; one that is said
 * to mean nothing, such as a kept selection, is not.
 */
export function rgbaOf(
  samples: Uint8Array,
  layout: Pick<TiffLayout, 'width' | 'height' | 'samples' | 'colours'>,
  { palette, extraSamples }: TiffMeanings,
): Pixels {
  const { width, height } = layout;
  const channels = channelsOf(layout.colours);
  const meaning = extraSamples?.[0] ?? (layout.samples === channels + 1 ? 2 : 0);
  const write = WRITERS[layout.colours];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * layout.samples;
    const to = pixel * 4;
    write(samples, from, data, to, palette);
    const hasAlpha = layout.samples > channels && (meaning === 1 || meaning === 2);
    const alpha = hasAlpha ? samples[from + channels] : 255;
    data[to + 3] = alpha;
    if (meaning !== 1 || alpha === 0 || alpha === 255) continue;
    for (let i = to; i < to + 3; i++) data[i] = (data[i] * 255) / alpha;
  }
  return { width, height, data };
}

type Write = (
  samples: Uint8Array,
  from: number,
  data: Uint8ClampedArray,
  to: number,
  palette: readonly number[],
) => void;

const WRITERS: Readonly<Record<TiffLayout['colours'], Write>> = {
  'white-is-zero': (samples, from, data, to) => data.fill(255 - samples[from], to, to + 3),
  grey: (samples, from, data, to) => data.fill(samples[from], to, to + 3),
  rgb: (samples, from, data, to) => {
    for (let i = 0; i < 3; i++) data[to + i] = samples[from + i];
  },
  palette: (samples, from, data, to, palette) => {
    const colours = palette.length / 3;
    for (let i = 0; i < 3; i++) data[to + i] = palette[i * colours + samples[from]];
  },
  cmyk: (samples, from, data, to) => {
    const light = 255 - samples[from + 3];
    for (let i = 0; i < 3; i++) data[to + i] = ((255 - samples[from + i]) * light) / 255;
  },
};
