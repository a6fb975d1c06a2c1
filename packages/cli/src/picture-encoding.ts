import type { Pixels } from '@pastiche/core';
import sharp, { type Sharp } from 'sharp';
import type { PictureFormat } from './picture-formats.js';

/** An encoded picture. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  /** The format holds no alpha and the picture was not opaque: it was laid on white. */
  readonly flattened: boolean;
}

/** XMP's `Label` of a result whose run was interrupted. */
export const UNFINISHED_LABEL = 'unfinished';

const ENCODERS: Readonly<Record<PictureFormat, (picture: Sharp) => Sharp>> = {
  png: (picture) => picture.png(),
  // 4:4:4: brush strokes are all colour edges, which halved chroma would smear.
  jpeg: (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  webp: (picture) => picture.webp({ quality: 95, smartSubsample: true }),
  avif: (picture) => picture.avif({ quality: 80, chromaSubsampling: '4:4:4' }),
  tiff: (picture) => picture.tiff({ compression: 'deflate', predictor: 'horizontal' }),
};

/** What a result says about itself. */
export interface ResultNote {
  /** How it was painted. */
  readonly description: string;
  /** The run was interrupted, and this is what was there. */
  readonly unfinished: boolean;
}

/**
 * Encodes a picture, tagged as sRGB, with a note in its metadata. The note goes into
 * XMP, the one place that all five formats keep, and in UTF-8 (TIFF keeps no EXIF here, and EXIF
 * texts are ASCII).
 *
 * @example
 * const { bytes } = await encodePicture(pixels, 'webp', { description, unfinished: false });
 */
export async function encodePicture(
  pixels: Pixels,
  format: PictureFormat,
  note: ResultNote | null,
): Promise<EncodedPicture> {
  const opaque = isOpaque(pixels);
  const { width, height, data } = pixels;
  let picture = sharp(data, { raw: { width, height, channels: 4 } });
  if (opaque) picture = picture.removeAlpha();
  else if (format === 'jpeg') picture = picture.flatten({ background: 'white' });
  picture = ENCODERS[format](picture).withIccProfile('srgb');
  if (note !== null) picture = picture.withXmp(xmpOf(note));
  return { bytes: await picture.toBuffer(), flattened: !opaque && format === 'jpeg' };
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

/** https://developer.adobe.com/xmp/docs/: a packet with Dublin Core's `description`. */
function xmpOf({ description, unfinished }: ResultNote): string {
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    '<xmp:CreatorTool>Pastiche</xmp:CreatorTool>',
    ...(unfinished ? [`<xmp:Label>${UNFINISHED_LABEL}</xmp:Label>`] : []),
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(description)}</rdf:li></rdf:Alt></dc:description>`,
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
