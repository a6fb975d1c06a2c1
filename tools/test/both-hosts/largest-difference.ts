import sharp from 'sharp';

/**
 * How far two pictures are apart where they are farthest: levels of 255, in any channel of any pixel.
 *
 * @param one, other files of pictures; sizes that differ are infinitely far apart
 */
export async function largestDifference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([pixelsOf(one), pixelsOf(other)]);
  if (a.info.width !== b.info.width || a.info.height !== b.info.height) return Infinity;
  return a.data.reduce((most, level, index) => Math.max(most, Math.abs(level - b.data[index])), 0);
}

function pixelsOf(file: Uint8Array) {
  return sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
}
