import type { Pixels } from '../../image/pixels.js';
import { damagedPicture } from '../bytes/damaged-picture.js';
import type { ColourSpace, TableSpace } from '../colour/colour-space.js';
import { readIccProfile } from '../colour/icc-profile.js';
import { inSrgb, srgbOfXyz } from '../colour/in-srgb.js';
import { remembered } from '../colour/remembered.js';
import type { TiffDirectory } from './tiff-directory.js';
import { colourSamplesOf, type TiffColours, type TiffLayout } from './tiff-layout.js';

/** What the samples of a page mean. */
export interface TiffMeanings {
  /** All red, then all green, then all blue values, 0 … 255; empty where there is no palette. */
  readonly palette: readonly number[];
  readonly alpha: TiffAlpha | null;
  /** Of the profile, where it is one for such colours; otherwise they are sRGB, or inks by plain arithmetic. */
  readonly space: ColourSpace | null;
}

export interface TiffAlpha {
  /** Its place among the samples of a pixel. */
  readonly sample: number;
  /** The colours are multiplied by it. */
  readonly isMultiplied: boolean;
}

/** How many samples there are, and of what kind. */
export type TiffShape = Pick<TiffLayout, 'width' | 'height' | 'samples' | 'colours'>;

/** Which profiles go with which colours. */
const PROFILE_CHANNELS: Readonly<Record<TiffColours, 1 | 3 | 4>> = {
  'white-is-zero': 1,
  grey: 1,
  palette: 3,
  rgb: 3,
  cmyk: 4,
};

/**
 * Reads what a page's samples mean.
 *
 * @throws StyleTransferError `invalid-image` where there should be a palette and is none
 */
export function readTiffMeanings(directory: TiffDirectory, layout: TiffLayout): TiffMeanings {
  const profile = directory.bytes(34675);
  const space = profile === null ? null : readIccProfile(profile);
  return {
    palette: layout.colours === 'palette' ? paletteOf(directory, layout.bits) : [],
    alpha: alphaOf(directory.numbers(338), layout),
    space: space !== null && fits(space, layout.colours) ? space : null,
  };
}

/**
 * Turns samples into RGBA in sRGB with straight alpha.
 *
 * @param samples `width * height * samples` bytes; in a palette the places of colours
 */
export function tiffPixels(samples: Uint8Array, shape: TiffShape, meanings: TiffMeanings): Pixels {
  const { width, height, colours } = shape;
  const { palette, alpha, space } = meanings;
  const inks = space?.kind === 'table' && space.channels === 4 ? inkWriter(space) : null;
  const write = inks ?? WRITERS[colours];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * shape.samples;
    const to = pixel * 4;
    write(samples, from, data, to, palette);
    const opacity = alpha === null ? 255 : samples[from + alpha.sample];
    data[to + 3] = opacity;
    if (!alpha?.isMultiplied || opacity === 0 || opacity === 255) continue;
    for (let i = to; i < to + 3; i++) data[i] = (data[i] * 255) / opacity;
  }
  const pixels = { width, height, data };
  return space === null ? pixels : inSrgb(pixels, space);
}

/**
 * A sample after the colours that nothing is said about is alpha, as for libvips; one that is said to mean
 * nothing, such as a kept selection, is not.
 */
function alphaOf(
  extraSamples: readonly number[] | null,
  { samples, colours }: TiffShape,
): TiffAlpha | null {
  const channels = colourSamplesOf(colours);
  const said = extraSamples ?? (samples === channels + 1 ? [2] : []);
  const place = said.findIndex((meaning) => meaning === 1 || meaning === 2);
  if (place === -1 || channels + place >= samples) return null;
  return { sample: channels + place, isMultiplied: said[place] === 1 };
}

/** Its values should have 16 bits; some writers gave them 8. */
function paletteOf(directory: TiffDirectory, bits: number): readonly number[] {
  const palette = directory.numbers(320) ?? [];
  if (palette.length !== 3 << bits) throw damagedPicture();
  return palette.some((value) => value > 255) ? palette.map((value) => value >>> 8) : palette;
}

/** RGB's profiles go with grey too. */
function fits(space: ColourSpace, colours: TiffColours): boolean {
  const channels = PROFILE_CHANNELS[colours];
  if (space.kind === 'grey') return channels === 1;
  return (space.kind === 'table' ? space.channels : 3) === (channels === 1 ? 3 : channels);
}

type Write = (
  samples: Uint8Array,
  from: number,
  data: Uint8ClampedArray,
  to: number,
  palette: readonly number[],
) => void;

const WRITERS: Readonly<Record<TiffColours, Write>> = {
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

function inkWriter(space: TableSpace): Write {
  return remembered((samples, at) => srgbOfXyz(space.toXyz(samples, at, 255)), 4);
}
