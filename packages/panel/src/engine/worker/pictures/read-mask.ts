import { type Mask, maskAt, maskOf, maskUnion, type Size, sentence } from '@pastiche/core';
import { decodePicture } from './decode-picture.js';

/** The mask that the file of a picture shows. @throws StyleTransferError `invalid-image` for a file that is no picture */
export async function readMask(file: Uint8Array): Promise<Mask> {
  return maskOf(await decodePicture(file), sentence`mask`);
}

/**
 * The bytes of a mask over a picture, at a size.
 *
 * @throws StyleTransferError as `readMask`, and for a mask of another shape, or that marks nothing
 */
export async function maskOver(
  file: Uint8Array,
  picture: Size,
  { width, height }: Size,
): Promise<Uint8Array> {
  const mask = maskUnion([await readMask(file)], picture);
  return new Uint8Array(maskAt(mask, { width, height }).data);
}
