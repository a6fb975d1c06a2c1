import type { Image } from '@figma/plugin-typings/plugin-api-standalone';
import { imageHash } from '../../image-hash.js';
import { apiObject } from '../interface/api-object.js';
import { sniffImage } from './sniff-image.js';

/** Figma's limit for both sides of an image, in pixels. */
export const LARGEST_SIDE = 4096;

export interface ImageStore {
  /** Keeps an image. @throws Error with Figma's three sentences. @returns its hash */
  add(bytes: Uint8Array): string;
  bytes(hash: string): Uint8Array | undefined;
  hashes(): readonly string[];
}

export function createImageStore(): ImageStore {
  const images = new Map<string, Uint8Array>();
  return {
    add(bytes) {
      const header = sniffImage(bytes);
      if (header === null) throw new Error('Image type is unsupported');
      if (header.width < 1 || header.height < 1) throw new Error('Image is too small');
      if (header.width > LARGEST_SIDE || header.height > LARGEST_SIDE) {
        throw new Error('Image is too large');
      }
      const hash = imageHash(bytes);
      images.set(hash, bytes.slice());
      return hash;
    },
    bytes: (hash) => images.get(hash),
    hashes: () => [...images.keys()],
  };
}

/** What goes wrong when a test wants it to. */
export interface ReadFaults {
  readonly failure: string | null;
  readonly delayMs: number;
}

/** The handle by which a plugin knows an image. */
export function imageHandle(images: ImageStore, hash: string, faults: () => ReadFaults): Image {
  const bytes = async () => {
    const { failure, delayMs } = faults();
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (failure !== null) throw new Error(`in getBytesAsync: ${failure}`);
    const found = images.bytes(hash);
    if (found === undefined) throw new Error(`in getBytesAsync: There is no image "${hash}"`);
    return found;
  };
  return apiObject<Image>('Image', {
    hash,
    getBytesAsync: async () => (await bytes()).slice(),
    async getSizeAsync() {
      const header = sniffImage(await bytes());
      return { width: header?.width ?? 0, height: header?.height ?? 0 };
    },
  });
}
