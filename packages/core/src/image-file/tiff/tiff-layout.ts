import { StyleTransferError } from '../../base/errors.js';
import * as LIMITS from '../../base/limits.js';
import { type Said, sentence } from '../../base/sentence.js';
import { damagedPicture } from '../bytes/damaged-picture.js';
import { jpegSize } from '../jpeg/jpeg-size.js';
import { isWholePicture, type TiffDirectory } from './tiff-directory.js';

/** What the samples of a pixel are. */
export type TiffColours = 'white-is-zero' | 'grey' | 'rgb' | 'palette' | 'cmyk';

/** How the strips or tiles are packed. */
export type TiffPacking = 'none' | 'lzw' | 'deflate' | 'packbits' | 'jpeg';

/** What a page of a TIFF holds; every page that gets here can be decoded. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  /** Samples of a pixel, with those that are no colours. */
  readonly samples: number;
  /** Of one sample: 1, 2, 4, 8 or 16. */
  readonly bits: number;
  readonly colours: TiffColours;
  readonly packing: TiffPacking;
  /** Each sample has strips or tiles of its own. */
  readonly planes: boolean;
}

type Samples = Omit<TiffLayout, 'width' | 'height'>;

interface Extent {
  readonly width: number;
  readonly height: number;
  /** How often the picture is covered by strips or tiles. */
  readonly planes: number;
  readonly packing: TiffPacking;
}

const MOST_TILE_PIXELS = LIMITS.TIFF_TILE_PIXELS;
const MOST_SAMPLES = LIMITS.TIFF_SAMPLES;

const PACKINGS: ReadonlyMap<number, TiffPacking> = new Map([
  [1, 'none'],
  [5, 'lzw'],
  [7, 'jpeg'],
  [8, 'deflate'],
  [32773, 'packbits'],
  [32946, 'deflate'],
]);

/** Names of what others pack with; the rest is told by its number. */
const OTHER_PACKINGS = new Map<number, Said>([
  [2, sentence`CCITT fax`],
  [3, sentence`CCITT fax`],
  [4, sentence`CCITT fax`],
  [6, sentence`the JPEG of before 1995`],
  [34712, 'JPEG 2000'],
  [34887, 'LERC'],
  [34925, 'LZMA'],
  [50000, 'Zstandard'],
  [50001, 'WebP'],
  [50002, 'JPEG XL'],
]);

const COLOURS: ReadonlyMap<number, TiffColours> = new Map([
  [0, 'white-is-zero'],
  [1, 'grey'],
  [2, 'rgb'],
  [3, 'palette'],
  [5, 'cmyk'],
]);

const OTHER_COLOURS = new Map<number, Said>([
  [4, sentence`a mask`],
  [6, sentence`uncompressed YCbCr colours`],
  [8, sentence`Lab colours`],
  [9, sentence`Lab colours`],
  [10, sentence`Lab colours`],
  [32803, sentence`a camera's raw data`],
  [32845, sentence`LogLuv colours`],
  [34892, sentence`a camera's raw data`],
]);

const CHANNELS: Readonly<Record<TiffColours, number>> = {
  'white-is-zero': 1,
  grey: 1,
  palette: 1,
  rgb: 3,
  cmyk: 4,
};

/** Samples of a pixel that are colours; whatever follows them is alpha or of no meaning. */
export function colourSamplesOf(colours: TiffColours): number {
  return CHANNELS[colours];
}

/**
 * Reads how a page is stored, and refuses what would be read wrongly, or cost memory without end.
 *
 * @param bytes the file, of which the headers of JPEG strips and tiles are read
 * @throws StyleTransferError `invalid-image` when something needed is missing or absurd, or when
 *   it is stored in a way that is not read here; the sentence names it.
 */
export function readTiffLayout(directory: TiffDirectory, bytes: Uint8Array): TiffLayout {
  const { number } = directory;
  // The first page of a camera's raw file is a small preview of what nobody here can read.
  if (!isWholePicture(directory)) throw otherKind(sentence`a reduced preview of another picture`);
  const packing = packingOf(number(259, 1));
  const colours = coloursOf(number(262, -1), packing);
  const bits = bitsOf(directory);
  const samples = number(277, 1);
  const planes = number(284, 1) === 2 && samples > 1;
  checkSamples({ samples, bits, colours, packing, planes });
  checkPrediction(number(317, 1), bits);
  if (colours === 'cmyk' && number(332, 1) !== 1) throw otherKind(sentence`inks other than CMYK`);
  const size = { width: number(256, 0), height: number(257, 0) };
  checkChunks(directory, bytes, { ...size, planes: planes ? samples : 1, packing });
  return { ...size, samples, bits, colours, packing, planes };
}

function packingOf(compression: number): TiffPacking {
  const packing = PACKINGS.get(compression);
  if (packing !== undefined) return packing;
  const name = OTHER_PACKINGS.get(compression) ?? sentence`method ${compression}`;
  throw new StyleTransferError(
    'invalid-image',
    sentence`A TIFF should be uncompressed or compressed with LZW, Deflate, PackBits or JPEG, but this one is compressed with ${name}; save it as PNG first.`,
  );
}

function coloursOf(photometric: number, packing: TiffPacking): TiffColours {
  if (packing === 'jpeg' && photometric === 6) return 'rgb';
  const colours = COLOURS.get(photometric);
  if (colours !== undefined) return colours;
  if (photometric === -1) throw damagedPicture();
  throw otherKind(OTHER_COLOURS.get(photometric) ?? sentence`colours of the kind ${photometric}`);
}

function bitsOf({ numbers, number }: TiffDirectory): number {
  const each = numbers(258) ?? [1];
  const bits = each[0] ?? 0;
  if (number(339, 1) === 3) throw otherKind(sentence`floating-point numbers`);
  if (number(339, 1) === 2) throw otherKind(sentence`signed numbers`);
  if (each.some((other) => other !== bits)) throw otherKind(sentence`channels of different depths`);
  if (![1, 2, 4, 8, 16].includes(bits)) throw otherKind(sentence`${bits} bits per channel`);
  return bits;
}

function checkSamples({ samples, bits, colours, packing, planes }: Samples): void {
  if (samples < CHANNELS[colours]) throw damagedPicture();
  if (samples > MOST_SAMPLES) throw otherKind(sentence`${samples} channels`);
  if (colours === 'palette' && bits > 8) throw otherKind(sentence`a palette of 16 bits`);
  if (packing !== 'jpeg') return;
  const plain = (colours === 'rgb' || colours === 'grey') && samples === CHANNELS[colours];
  if (!plain || planes || bits !== 8) throw otherKind(sentence`JPEG data other than grey or RGB`);
}

function checkPrediction(predictor: number, bits: number): void {
  if (predictor === 1) return;
  if (predictor !== 2 || bits < 8) throw otherKind(sentence`a prediction of the kind ${predictor}`);
}

/** The strips or tiles must cover the picture, lie within the file, and be of a sane size. */
function checkChunks(
  { numbers, number }: TiffDirectory,
  bytes: Uint8Array,
  { width, height, planes, packing }: Extent,
): void {
  const tiled = numbers(322) !== null;
  const chunk = tiled
    ? { width: number(322, 0), height: number(323, 0) }
    : { width, height: Math.min(height, number(278, height)) };
  const offsets = numbers(tiled ? 324 : 273) ?? [];
  const byteCounts = numbers(tiled ? 325 : 279) ?? [];
  const pixels = chunk.width * chunk.height;
  const isNothing = width === 0 || height === 0 || pixels === 0;
  if (isNothing || (tiled && pixels > MOST_TILE_PIXELS)) throw damagedPicture();
  const count = Math.ceil(width / chunk.width) * Math.ceil(height / chunk.height) * planes;
  if (offsets.length < count || byteCounts.length < count) throw damagedPicture();
  for (let at = 0; at < count; at++) {
    const end = offsets[at] + byteCounts[at];
    if (end > bytes.length) throw damagedPicture();
    if (packing === 'jpeg') checkJpegSize(bytes.subarray(offsets[at], end), chunk);
  }
}

/** A JPEG says its size itself, and its decoder believes it. */
function checkJpegSize(
  jpeg: Uint8Array,
  chunk: { readonly width: number; readonly height: number },
): void {
  const size = jpegSize(jpeg);
  const fits = size?.width === chunk.width && size.height > 0 && size.height <= chunk.height;
  if (!fits) throw damagedPicture();
}

function otherKind(what: Said): StyleTransferError {
  return new StyleTransferError(
    'invalid-image',
    sentence`A TIFF should hold grey, palette, RGB or CMYK colours of up to 16 bits, but this one holds ${what}; save it as PNG first.`,
  );
}
