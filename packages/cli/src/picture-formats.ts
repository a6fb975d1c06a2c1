import { extname } from 'node:path';

/** The formats that a result can be written in. */
export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'avif' | 'tiff';

const FORMAT_BY_EXTENSION: ReadonlyMap<string, PictureFormat> = new Map([
  ['.png', 'png'],
  ['.jpg', 'jpeg'],
  ['.jpeg', 'jpeg'],
  ['.webp', 'webp'],
  ['.avif', 'avif'],
  ['.tif', 'tiff'],
  ['.tiff', 'tiff'],
]);

/** File extensions (lower case, with the dot) that are taken for pictures in a folder. */
export const READABLE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...FORMAT_BY_EXTENSION.keys(),
  '.gif',
]);

/** File extensions (lower case, with the dot) that results can have. */
export const WRITABLE_EXTENSIONS: readonly string[] = [...FORMAT_BY_EXTENSION.keys()];

/** The format that a file's name asks for, or `null` when results cannot be written so. */
export function formatOf(path: string): PictureFormat | null {
  return FORMAT_BY_EXTENSION.get(extname(path).toLowerCase()) ?? null;
}
