/** Counts who still shows a bitmap: a content's preview is also what its paintings are compared with. */
export interface BitmapShares {
  /** One more shows it. */
  take(bitmap: ImageBitmap): void;
  /** One less shows it; the last one closes it. */
  give(bitmap: ImageBitmap | null): void;
  /** Closes all of them, and every one that is taken later. */
  close(): void;
}

/** Shared bitmaps of one panel. */
export function createBitmapShares(): BitmapShares {
  const counts = new Map<ImageBitmap, number>();
  let closed = false;
  return {
    take: (bitmap) => {
      if (closed) bitmap.close();
      else counts.set(bitmap, (counts.get(bitmap) ?? 0) + 1);
    },
    give: (bitmap) => {
      const count = bitmap === null ? undefined : counts.get(bitmap);
      if (bitmap === null || count === undefined) return;
      if (count > 1) {
        counts.set(bitmap, count - 1);
        return;
      }
      counts.delete(bitmap);
      bitmap.close();
    },
    close: () => {
      closed = true;
      for (const bitmap of counts.keys()) bitmap.close();
      counts.clear();
    },
  };
}
