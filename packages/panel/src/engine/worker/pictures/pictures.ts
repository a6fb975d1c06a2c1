import {
  decodeStyleStatistics,
  type Pixels,
  type StyleStatistics,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import type { EnginePicture } from '../../engine.js';
import { toBitmap } from './canvas.js';
import { decodePicture } from './decode-picture.js';

/** Long side of the pictures that are made for the screen, px. */
export const PREVIEW_SIDE = 1024;

/** A style that the engine holds: a picture, or statistics of it for one network or more. */
export type HeldStyle =
  | { readonly kind: 'picture'; readonly pixels: Pixels }
  | { readonly kind: 'statistics'; readonly statistics: readonly StyleStatistics[] };

/** The pictures that the engine holds, by id, and the statistics that stand for some. */
export interface Pictures {
  /** Decodes a picture and holds it. */
  add(bytes: Uint8Array): Promise<EnginePicture>;
  /** @throws StyleTransferError `invalid-image` when it is not held. */
  get(id: string): Pixels;
  /** Reads statistics and holds them. @throws StyleTransferError `invalid-statistics` */
  addStatistics(files: readonly Uint8Array[]): string;
  /** @throws as `get` */
  style(id: string): HeldStyle;
  remove(id: string): void;
}

/** Makes an empty holding. */
export function createPictures(): Pictures {
  const held = new Map<string, HeldStyle>();
  let count = 0;
  const hold = (style: HeldStyle) => {
    count += 1;
    const id = `picture-${count}`;
    held.set(id, style);
    return id;
  };
  const style = (id: string) => held.get(id) ?? refuseGone();
  return {
    async add(bytes) {
      const pixels = await decodePicture(bytes);
      const preview = await toBitmap(pixels, PREVIEW_SIDE);
      const id = hold({ kind: 'picture', pixels });
      return { id, width: pixels.width, height: pixels.height, preview };
    },
    get(id) {
      const found = style(id);
      return found.kind === 'picture' ? found.pixels : refuseGone();
    },
    addStatistics: (files) =>
      hold({ kind: 'statistics', statistics: files.map(decodeStyleStatistics) }),
    style,
    remove(id) {
      held.delete(id);
    },
  };
}

function refuseGone(): never {
  throw new StyleTransferError(
    'invalid-image',
    sentence`The picture should still be open, but it was put away; choose it again.`,
  );
}
