import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import sharp from 'sharp';
import type { Pixels } from '../../packages/core/src/image/pixels.js';

/** A picture of a folder. */
export interface PictureFile {
  /** The file's name without its ending. */
  readonly name: string;
  readonly path: string;
}

/** A content and a style that are painted together. */
export interface Pair {
  readonly content: PictureFile;
  readonly style: PictureFile;
}

/**
 * The JPEG, PNG and WebP files of a folder, by name; or the pictures named with commas, in that order.
 *
 * @throws Error with a sentence when there is no such folder, no picture in it, or a name twice.
 */
export async function listPictures(place: string): Promise<PictureFile[]> {
  const listed = place.split(',').every(isPicture);
  const paths = listed ? place.split(',') : await picturesOf(place);
  const pictures = paths.map((path) => ({ name: parse(path).name, path }));
  const names = pictures.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return pictures;
  throw new Error(`${place} holds two pictures named ${twice}; rename one of them.`);
}

async function picturesOf(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new Error(
      `The folder ${folder} cannot be read; name a folder of pictures, or pictures with commas.`,
      { cause },
    );
  });
  const pictures = files.filter(isPicture).sort();
  if (pictures.length > 0) return pictures.map((file) => join(folder, file));
  throw new Error(`${folder} holds no JPEG, PNG or WebP; name a folder of pictures.`);
}

function isPicture(file: string): boolean {
  return /\.(jpe?g|png|webp)$/i.test(file);
}

/**
 * Every content with every style, ordered so that the first few pairs already show as many
 * contents and styles as possible.
 *
 * @param count keeps the first so many pairs; absent: all
 */
export function pairUp(
  contents: readonly PictureFile[],
  styles: readonly PictureFile[],
  count = Number.POSITIVE_INFINITY,
): Pair[] {
  const pairs = styles.flatMap((_, shift) =>
    contents.flatMap((content, index) => {
      const style = styles[(index + shift) % styles.length];
      return style ? [{ content, style }] : [];
    }),
  );
  return pairs.slice(0, count);
}

/**
 * A picture as 8-bit RGBA, upright, sRGB.
 *
 * @throws Error with a sentence when it cannot be read.
 */
export async function readPixels(path: string): Promise<Pixels> {
  try {
    const { data, info } = await sharp(path)
      .rotate()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    throw new Error(`${path} cannot be read as a picture; name one that exists and is whole.`, {
      cause,
    });
  }
}
