import { type ReadonlySignal, signal } from '@preact/signals';
import type { BitmapShares } from '../styles/bitmap-shares.js';

/** The painting so far, as its newest preview shows it. */
export interface LivePicture {
  readonly bitmap: ReadonlySignal<ImageBitmap | null>;
  /** Takes over a preview in the place of the one before; `null`: nothing is painted. */
  show(bitmap: ImageBitmap | null): void;
}

export function createLivePicture(bitmaps: BitmapShares): LivePicture {
  const shown = signal<ImageBitmap | null>(null);
  return {
    bitmap: shown,
    show: (bitmap) => {
      const before = shown.peek();
      if (bitmap !== null) bitmaps.take(bitmap);
      shown.value = bitmap;
      bitmaps.give(before);
    },
  };
}
