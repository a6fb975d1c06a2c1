import type { PaintingType } from '../pictures/picture-kinds.js';
import { DEFAULT_PATTERN } from './output-name.js';

/** `pastiche.output.*`. */
export interface OutputSettings {
  readonly fileName: string;
  readonly folder: string;
  /** `original`: as the picture's file, where that can be written. */
  readonly format: PaintingType | 'original';
  /** For JPEG and WebP, 0..1. */
  readonly quality: number;
  /** Whether files tell in their metadata what made them. */
  readonly recipe: boolean;
  readonly reveal: boolean;
  readonly open: boolean;
}

/** Reads one setting by its name below `pastiche.output`. */
export type ReadSetting = (name: string) => unknown;

/** Settings are anybody's JSON; whatever is not as it should be counts as its default. */
export function parseOutputSettings(read: ReadSetting): OutputSettings {
  const text = (name: string, otherwise: string) => {
    const value = read(name);
    return typeof value === 'string' && value.trim() !== '' ? value : otherwise;
  };
  const quality = read('quality');
  return {
    fileName: text('fileName', DEFAULT_PATTERN),
    folder: text('folder', ''),
    format: formatOf(read('format')),
    quality: typeof quality === 'number' && quality >= 1 && quality <= 100 ? quality / 100 : 0.9,
    recipe: read('recipe') !== false,
    reveal: read('reveal') !== false,
    open: read('open') === true,
  };
}

function formatOf(value: unknown): OutputSettings['format'] {
  switch (value) {
    case 'jpeg':
      return 'image/jpeg';
    case 'webp':
      return 'image/webp';
    case 'original':
      return 'original';
    default:
      return 'image/png';
  }
}
