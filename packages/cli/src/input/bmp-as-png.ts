import { crc32, deflateSync } from 'node:zlib';
import type { DecodedBmp } from '@pastiche/core/pictures';
import sharp from 'sharp';

/** Signature and IHDR, behind which the profile has its place. */
const PNG_HEAD_BYTES = 33;

/** The same pixels and profile as a PNG, so that BMPs take the way of all other pictures. */
export async function bmpAsPng({ pixels, profile }: DecodedBmp): Promise<Uint8Array> {
  const { data, width, height } = pixels;
  const png = await sharp(data, {
    raw: { width, height, channels: 4 },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  if (profile === null) return png;
  const content = Buffer.concat([Buffer.from('iCCPBMP\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(content.length - 4);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return Buffer.concat([png.subarray(0, PNG_HEAD_BYTES), chunk, png.subarray(PNG_HEAD_BYTES)]);
}
