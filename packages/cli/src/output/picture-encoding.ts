import type { Pixels } from '@pastiche/core';
import { recipeXmp, writePictureRecipe } from '@pastiche/core/presets';
import sharp, { type Sharp } from 'sharp';
import type { ResultFormat } from '../base/picture-formats.js';

/** An encoded picture. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  /** The format holds no alpha and the picture was not opaque: it was laid on white. */
  readonly flattened: boolean;
}

/** Lossy ones by a quality, 1 to 100. */
const ENCODERS: Readonly<Record<ResultFormat, (picture: Sharp, quality?: number) => Sharp>> = {
  png: (picture) => picture.png(),
  // 4:4:4: brush strokes are all colour edges, which halved chroma would smear.
  jpeg: (picture, quality = 95) => picture.jpeg({ quality, chromaSubsampling: '4:4:4' }),
  webp: (picture, quality = 95) => picture.webp({ quality, smartSubsample: true }),
  avif: (picture, quality = 80) => picture.avif({ quality, chromaSubsampling: '4:4:4' }),
  tiff: (picture) => picture.tiff({ compression: 'deflate', predictor: 'horizontal' }),
};

/**
 * Encodes a picture, tagged as sRGB, with its recipe in XMP, the one place that all five formats keep.
 *
 * @param recipe what `encodeRecipe` wrote
 * @param quality of lossy formats, 1 to 100; `null`: so high that nobody sees the loss
 * @example
 * const { bytes } = await encodePicture(pixels, 'webp', recipe);
 */
export async function encodePicture(
  pixels: Pixels,
  format: ResultFormat,
  recipe: string | null,
  quality: number | null = null,
): Promise<EncodedPicture> {
  const opaque = isOpaque(pixels);
  const { width, height, data } = pixels;
  let picture = sharp(data, { raw: { width, height, channels: 4 } });
  if (opaque) picture = picture.removeAlpha();
  else if (format === 'jpeg') picture = picture.flatten({ background: 'white' });
  picture = ENCODERS[format](picture, quality ?? undefined).withIccProfile('srgb');
  const flattened = !opaque && format === 'jpeg';
  if (recipe === null) return { bytes: await picture.toBuffer(), flattened };
  if (format === 'avif' || format === 'tiff') {
    return { bytes: await picture.withXmp(recipeXmp(recipe)).toBuffer(), flattened };
  }
  // Not sharp's own way: it packs the XMP of a PNG so that the plug-ins would not find it.
  return { bytes: writePictureRecipe(await picture.toBuffer(), recipe), flattened };
}

/** Enlarges or reduces a picture to an exact size, for frames that must all be alike. */
export async function resizePicture(
  pixels: Pixels,
  size: { readonly width: number; readonly height: number },
): Promise<Pixels> {
  const { width, height, data } = pixels;
  if (width === size.width && height === size.height) return pixels;
  const resized = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(size.width, size.height, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { ...size, data: resized };
}

function isOpaque({ data }: Pixels): boolean {
  for (let index = 3; index < data.length; index += 4) {
    if (data[index] !== 255) return false;
  }
  return true;
}
