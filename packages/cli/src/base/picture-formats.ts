import { extname } from 'node:path';
import { READABLE_PICTURE_ENDINGS } from '@pastiche/core/pictures';

/** The formats that a result can be written in. */
export const RESULT_FORMATS = ['png', 'jpeg', 'webp', 'avif', 'tiff'] as const;

export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** Those that can be smaller at the price of their quality. */
export const LOSSY_FORMATS: readonly ResultFormat[] = ['jpeg', 'webp', 'avif'];

const FORMAT_BY_EXTENSION: ReadonlyMap<string, ResultFormat> = new Map([
  ['.png', 'png'],
  ['.jpg', 'jpeg'],
  ['.jpeg', 'jpeg'],
  ['.webp', 'webp'],
  ['.avif', 'avif'],
  ['.tif', 'tiff'],
  ['.tiff', 'tiff'],
]);

/** Other endings of formats above, as browsers and Windows write them. */
const OTHER_EXTENSIONS: ReadonlyMap<string, ResultFormat> = new Map([
  ['.jfif', 'jpeg'],
  ['.jpe', 'jpeg'],
  ['.jif', 'jpeg'],
  ['.pjpeg', 'jpeg'],
  ['.pjp', 'jpeg'],
  ['.apng', 'png'],
]);

/** File extensions (lower case, with the dot) that are taken for pictures in a folder. */
export const READABLE_EXTENSIONS: ReadonlySet<string> = new Set(
  READABLE_PICTURE_ENDINGS.map((ending) => `.${ending}`),
);

/** Of files that are pictures to people, but of kinds that cannot be read. */
export const UNREADABLE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['.heic', '.heif', '.hif', '.avci', '.jxl', '.jp2', '.j2k', '.jpf', '.jxr', '.wdp'],
  ...['.svg', '.svgz', '.psd', '.psb', '.xcf', '.kra', '.ai', '.eps', '.pdf', '.ico', '.cur'],
  ...['.tga', '.pcx', '.pbm', '.pgm', '.ppm', '.pnm', '.pam', '.exr', '.hdr', '.dds', '.qoi'],
  ...['.dng', '.cr2', '.cr3', '.nef', '.arw', '.orf', '.raf', '.rw2', '.pef', '.srw', '.raw'],
]);

/** File extensions (lower case, with the dot) that results usually have. */
export const WRITABLE_EXTENSIONS: readonly string[] = [...FORMAT_BY_EXTENSION.keys()];

/** The format that a file's name asks for, or `null` when results cannot be written so. */
export function formatOf(path: string): ResultFormat | null {
  const extension = extname(path).toLowerCase();
  return FORMAT_BY_EXTENSION.get(extension) ?? OTHER_EXTENSIONS.get(extension) ?? null;
}

/** The extension (with the dot) of a result in a format; `path` keeps its own where that says the same. */
export function extensionFor(format: ResultFormat, path: string): string {
  if (formatOf(path) === format) return extname(path).toLowerCase();
  return format === 'jpeg' ? '.jpg' : `.${format}`;
}
