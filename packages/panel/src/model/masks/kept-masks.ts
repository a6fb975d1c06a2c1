import type { Size } from '@pastiche/core';
import { type ContentMasks, createContentMasks } from './content-masks.js';

/** Pictures whose masks stay; the one that was left longest ago goes first. */
const MOST = 8;

/** Masks of the pictures that were chosen in this session. */
export interface KeptMasks {
  /** Those of a picture, blank the first time; it counts as chosen now. */
  take(picture: string, size: Size): ContentMasks;
}

/** @example createKeptMasks().take('harbour.png 3-1f', { width: 640, height: 448 }); */
export function createKeptMasks(): KeptMasks {
  const kept = new Map<string, ContentMasks>();
  let last: string | null = null;
  const leave = (picture: string) => {
    const masks = kept.get(picture);
    masks?.forgetSteps();
    if (masks?.isBlank()) kept.delete(picture);
  };
  return {
    take: (picture, size) => {
      const key = `${picture} ${size.width} ${size.height}`;
      if (last !== null && last !== key) leave(last);
      last = key;
      const masks = kept.get(key) ?? createContentMasks(size);
      kept.delete(key);
      kept.set(key, masks);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      return masks;
    },
  };
}
