import { lettersAt } from '../base/letters.js';
import { type Said, type Sentence, sentence } from '../base/sentence.js';
import { viewOf } from '../base/view-of.js';
import { isoBoxAt, isoBoxes, isoBrands } from './bytes/iso-boxes.js';
import { pngChunks } from './bytes/png-chunks.js';
import { gifFrames } from './gif-frames.js';
import { type PictureFormat, pictureFormat } from './picture-format.js';
import { countTiffPages } from './tiff/tiff-directory.js';

/** How many pictures a file holds that a person would take for its frames or pages. */
export interface PictureFrames {
  /** `null`: several, but the file does not say simply how many. */
  readonly count: number | null;
  readonly are: 'frames' | 'pages';
}

/**
 * What a file holds besides the picture that is painted, which is the first in every host.
 *
 * @param bytes a picture's file
 * @returns `null` where there is one picture only, or the file is none
 */
export function readPictureFrames(bytes: Uint8Array): PictureFrames | null {
  const format = pictureFormat(bytes);
  const count = format === null ? 1 : (COUNTS[format]?.(bytes) ?? 1);
  if (count === 1 || count === 0) return null;
  return {
    count: Number.isFinite(count) ? count : null,
    are: format === 'TIFF' ? 'pages' : 'frames',
  };
}

/**
 * The one note about a picture with several frames, the same in every host.
 *
 * @param name what the person knows the picture by
 */
export function framesNote(name: Said, { count, are }: PictureFrames): Sentence {
  const several = count ?? sentence`several`;
  return are === 'pages'
    ? sentence`${name} holds ${several} pages; the first one is painted.`
    : sentence`${name} holds ${several} frames; the first one is painted.`;
}

/** Pictures in a file by its format; infinite: several. */
const COUNTS: Readonly<Partial<Record<PictureFormat, (bytes: Uint8Array) => number>>> = {
  GIF: (bytes) => gifFrames(bytes).length,
  WebP: webpFrames,
  PNG: pngFrames,
  AVIF: avifFrames,
  TIFF: countTiffPages,
};

function webpFrames(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  let frames = 0;
  let at = 12;
  while (at + 8 <= bytes.length) {
    if (lettersAt(bytes, at, 4) === 'ANMF') frames += 1;
    // Chunks begin at even places.
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return frames;
}

/** The picture that programs show which know no animations is one more where it is none of the frames. */
function pngFrames(bytes: Uint8Array): number {
  const chunks = pngChunks(bytes);
  const first = chunks.find(({ name }) => name === 'IDAT' || name === 'fcTL');
  const control = chunks.find(({ name }) => name === 'acTL');
  if (first === undefined || control === undefined || control.start > first.start) return 1;
  // What acTL says may be wrong: each frame has its own fcTL.
  const frames = chunks.filter(({ name }) => name === 'fcTL').length;
  return frames + (first.name === 'IDAT' ? 1 : 0);
}

/** Samples of the sequence's first track of pictures. */
function avifFrames(bytes: Uint8Array): number {
  if (!isoBrands(bytes).includes('avis')) return 1;
  const movie = isoBoxAt(bytes, ['moov']);
  if (movie === null) return Number.POSITIVE_INFINITY;
  const view = viewOf(bytes);
  for (const track of isoBoxes(bytes, movie.start, movie.end)) {
    const media = track.name === 'trak' ? isoBoxAt(bytes, ['mdia'], track) : null;
    if (media === null) continue;
    const handler = isoBoxAt(bytes, ['hdlr'], media);
    if (handler !== null && lettersAt(bytes, handler.start + 8, 4) !== 'pict') continue;
    const sizes = isoBoxAt(bytes, ['minf', 'stbl', 'stsz'], media);
    // Behind version, flags and the size that all have.
    if (sizes !== null && sizes.end >= sizes.start + 12) return view.getUint32(sizes.start + 8);
  }
  return Number.POSITIVE_INFINITY;
}
