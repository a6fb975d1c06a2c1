import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
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
 * The JPEG, PNG and WebP files of a folder, by name.
 *
 * @throws Error with a sentence when there is no such folder, no picture in it, or a name twice.
 */
export async function listPictures(folder: string): Promise<PictureFile[]> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`The folder ${folder} cannot be read; name a folder of pictures.`, { cause });
  });
  const pictures = files
    .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
    .sort()
    .map((file) => ({ name: file.slice(0, -extname(file).length), path: join(folder, file) }));
  if (pictures.length === 0) {
    throw new Error(`${folder} holds no JPEG, PNG or WebP; name a folder of pictures.`);
  }
  const twice = pictures.find(({ name }, index) => pictures[index + 1]?.name === name);
  if (twice === undefined) return pictures;
  throw new Error(`${folder} holds two pictures named ${twice.name}; rename one of them.`);
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

/** A picture as 8-bit RGBA, upright, sRGB. */
export async function readPixels(path: string): Promise<Pixels> {
  const { data, info } = await sharp(path)
    .rotate()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
