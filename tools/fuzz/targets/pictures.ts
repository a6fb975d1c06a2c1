import type { Pixels } from '@pastiche/core';
import {
  decodeBmp,
  firstTiffPage,
  framesNote,
  gifStill,
  inSrgb,
  otherThanPicture,
  pngForBrowser,
  pngMayBeWhole,
  readAvifColour,
  readIccProfile,
  readPictureFrames,
  readPictureHeader,
  readPngColour,
  readTiffLayout,
  readTiffMeanings,
  readTiffSamples,
  storedSize,
  tiffPixels,
  turnUpright,
  withJpegEndMarker,
} from '@pastiche/core/pictures';
import {
  ADOBE_RGB,
  bmpFile,
  DISPLAY_P3,
  greyProfile,
  heicFile,
  inkProfile,
  rgbProfile,
} from '@pastiche/test-fixtures';
import type { FuzzTarget } from './fuzz-target.js';
import { GIF, pngs, small, tiffs, wideColours } from './small-pictures.js';

/** As many pixels as `--limits strict` lets in. */
const MOST_PIXELS = 16_000_000;

/** What every host asks of a file before it is decoded. */
const header: FuzzTarget = {
  name: 'picture-header',
  seeds: async () => [
    ...pngs(),
    ...(await tiffs()),
    ...[GIF, bmpFile(), heicFile()],
    ...(await Promise.all([small().jpeg().toBuffer(), small().webp().toBuffer()])),
    await small().avif({ effort: 0 }).toBuffer(),
  ],
  words: [
    'IHDR',
    'acTL',
    'ftyp',
    'avif',
    'avis',
    'ANIM',
    'ANMF',
    'NETSCAPE2.0',
    '<svg',
    '%PDF-',
    'II*\0',
    'MM\0*',
  ],
  read: (input) => {
    storedSize(input);
    const found = readPictureHeader(input);
    const frames = readPictureFrames(input);
    if (frames !== null) framesNote('It', frames);
    if (found === null) throw otherThanPicture(input);
    return `${found.format} ${found.size === null} ${frames?.are ?? ''}`;
  },
};

const png: FuzzTarget = {
  name: 'png',
  seeds: pngs,
  words: ['iCCP', 'cICP', 'gAMA', 'cHRM', 'sRGB', 'IDAT', 'IEND', 'acTL', 'PLTE'],
  read: (input) => {
    const whole = pngMayBeWhole(input);
    pngForBrowser(input);
    return `${readPngColour(input).kind} ${whole}`;
  },
};

const jpeg: FuzzTarget = {
  name: 'jpeg',
  seeds: async () => {
    const kinds = [{}, { progressive: true }, { chromaSubsampling: '4:4:4', restartInterval: 2 }];
    const whole = await Promise.all(kinds.map((kind) => small().jpeg(kind).toBuffer()));
    // Without its end marker, which is what is looked for.
    return whole.map((file) => file.subarray(0, -2));
  },
  words: ['\u00ff\u00d9', 'Exif', 'JFIF'],
  read: (input) => {
    const whole = withJpegEndMarker(input);
    return whole === null ? 'damaged' : String(whole.length - input.length);
  },
};

const gif: FuzzTarget = {
  name: 'gif',
  seeds: () => [GIF],
  read: (input) => `${readPictureFrames(input)?.count} ${gifStill(input).length === input.length}`,
};

const bmp: FuzzTarget = {
  name: 'bmp',
  seeds: () => [
    ...[1, 4, 8, 16, 24, 32].map((bits) => bmpFile({ bits, width: 5, height: 4 })),
    bmpFile({ header: 12, bits: 8, width: 5, height: 4 }),
    bmpFile({
      header: 124,
      bits: 32,
      compression: 3,
      masks: [0xff0000, 0xff00, 0xff, 0xff000000],
      width: 5,
      height: 4,
    }),
    bmpFile({
      header: 40,
      bits: 8,
      compression: 1,
      width: 5,
      height: 2,
      data: Uint8Array.of(5, 1, 0, 0, 5, 2, 0, 1),
    }),
    bmpFile({ header: 124, width: 5, height: 4, profile: rgbProfile(DISPLAY_P3, 'srgb') }),
  ],
  read: (input) => {
    const size = readPictureHeader(input)?.size;
    if (size && size.width * size.height > MOST_PIXELS) return 'large';
    const { pixels, profile } = decodeBmp(input);
    checkPixels(pixels);
    return `${profile === null}`;
  },
};

const avif: FuzzTarget = {
  name: 'avif',
  seeds: async () => [
    await small().avif({ effort: 0 }).toBuffer(),
    wideColours(await small().avif({ effort: 0 }).toBuffer()),
    await small().withIccProfile('p3').avif({ effort: 0, bitdepth: 10 }).toBuffer(),
  ],
  words: [
    'ftyp',
    'meta',
    'iprp',
    'ipco',
    'colr',
    'nclx',
    'prof',
    'ipma',
    'pitm',
    'av1C',
    'ispe',
    'mdat',
  ],
  read: (input) => readAvifColour(input)?.kind ?? 'none',
};

const profile: FuzzTarget = {
  name: 'colour-profile',
  seeds: () => [
    rgbProfile(DISPLAY_P3, 'srgb'),
    rgbProfile(ADOBE_RGB, 2.2),
    greyProfile(1.8),
    inkProfile(),
  ],
  words: [
    'rXYZ',
    'rTRC',
    'A2B0',
    'mft1',
    'mft2',
    'mAB ',
    'curv',
    'para',
    'XYZ ',
    'Lab ',
    'CMYK',
    'GRAY',
    'RGB ',
  ],
  quick: 300,
  read: (input) => {
    const space = readIccProfile(input);
    if (space === null) return 'none';
    const isInk = space.kind === 'table' && space.channels === 4;
    if (!isInk)
      checkPixels(
        inSrgb(
          { width: 2, height: 1, data: Uint8Array.of(0, 128, 255, 255, 9, 200, 30, 0) },
          space,
        ),
      );
    return `${space.kind} ${isInk}`;
  },
};

const tiff: FuzzTarget = {
  name: 'tiff',
  seeds: tiffs,
  quick: 500,
  read: async (input) => {
    const found = firstTiffPage(input);
    if (found === null) return 'none';
    const layout = readTiffLayout(found.directory, input);
    const { width, height } = layout;
    if (width * height > MOST_PIXELS) return 'large';
    const meanings = readTiffMeanings(found.directory, layout);
    const samples = await readTiffSamples(input, found.directory, layout, grey);
    checkPixels(turnUpright(tiffPixels(samples, layout, meanings), found.directory.number(274, 1)));
    return `${layout.packing} ${layout.colours} ${layout.bits}`;
  },
};

/** In place of a host's decoder, which says the size that the JPEG does. */
async function grey(jpeg: Uint8Array): Promise<Pixels> {
  const { width, height } = readPictureHeader(jpeg)?.size ?? { width: 1, height: 1 };
  return { width, height, data: new Uint8Array(width * height * 4).fill(128) };
}

function checkPixels({ width, height, data }: Pixels): void {
  if (data.length !== width * height * 4) throw new Error('the pixels do not fill the picture');
}

export const PICTURE_TARGETS: readonly FuzzTarget[] = [
  header,
  png,
  jpeg,
  gif,
  bmp,
  avif,
  profile,
  tiff,
];
