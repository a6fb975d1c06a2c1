import { type Pixels, StyleTransferError } from '@pastiche/core';
import type { EnginePicture } from '../engine.js';
import { toBitmap } from './canvas.js';
import { decodePicture } from './decode-picture.js';

/** Long side of the pictures that are made for the screen, px. */
export const PREVIEW_SIDE = 1024;

/** The pictures that the engine holds, by id. */
export interface Pictures {
  /** Decodes a picture and holds it. */
  add(bytes: Uint8Array): Promise<EnginePicture>;
  /** @throws StyleTransferError `invalid-image` when it is not held. */
  get(id: string): Pixels;
  remove(id: string): void;
}

/** Makes an empty holding. */
export function createPictures(): Pictures {
  const held = new Map<string, Pixels>();
  let count = 0;
  return {
    async add(bytes) {
      const pixels = await decodePicture(bytes);
      const preview = await toBitmap(pixels, PREVIEW_SIDE);
      count += 1;
      const id = `picture-${count}`;
      held.set(id, pixels);
      return { id, width: pixels.width, height: pixels.height, preview };
    },
    get(id) {
      const pixels = held.get(id);
      if (pixels !== undefined) return pixels;
      throw new StyleTransferError(
        'invalid-image',
        'The picture should still be open, but it was put away; choose it again.',
      );
    },
    remove(id) {
      held.delete(id);
    },
  };
}
