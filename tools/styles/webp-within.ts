import type { Sharp } from 'sharp';

/**
 * A picture as WebP in the best quality that fits into so many bytes.
 *
 * @throws Error with a sentence when not even the lowest quality fits.
 */
export async function webpWithin(picture: Sharp, bytes: number): Promise<Buffer> {
  let [fits, tooMuch] = [0, 101];
  let best: Buffer | undefined;
  while (tooMuch - fits > 1) {
    const quality = Math.floor((fits + tooMuch) / 2);
    const file = await picture
      .clone()
      .webp({ quality, effort: 6, smartSubsample: true, preset: 'drawing' })
      .toBuffer();
    if (file.length > bytes) tooMuch = quality;
    else [fits, best] = [quality, file];
  }
  if (best === undefined) throw new Error(`The picture does not fit into ${bytes} bytes.`);
  return best;
}
