import {
  ADOBE_RGB,
  animatedPng,
  codePointsChunk,
  gammaChunk,
  gifFile,
  pngFile,
  profileChunk,
  rgbProfile,
} from '@pastiche/test-fixtures';
import sharp from 'sharp';

/** Of 20 × 18 px. */
export const small = (channels: 1 | 3 | 4 = 3) => {
  const data = Uint8Array.from({ length: 20 * 18 * channels }, (_, index) => (index * 13) % 256);
  return sharp(data, { raw: { width: 20, height: 18, channels } });
};

export const pngs = () => [
  ...[gammaChunk(45_455), codePointsChunk(12, 13), profileChunk(rgbProfile(ADOBE_RGB, 2.2))].map(
    (chunk) =>
      pngFile({ width: 2, depth: 8, colourType: 2, samples: [1, 2, 3, 4, 5, 6], chunks: [chunk] }),
  ),
  animatedPng([
    [255, 0, 0],
    [0, 255, 0],
  ]),
];

export const GIF = gifFile([
  { left: 0, top: 0, width: 8, height: 8, colour: 0 },
  { left: 2, top: 2, width: 4, height: 4, colour: 1 },
]);

/** In every packing that is read. */
export const tiffs = () =>
  Promise.all([
    small().tiff({ compression: 'none' }).toBuffer(),
    small().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    small(4).tiff({ compression: 'deflate', tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
    small(1).tiff({ compression: 'packbits' }).toBuffer(),
    small().tiff({ compression: 'jpeg' }).toBuffer(),
    small().withIccProfile('p3').tiff({ compression: 'deflate', bigtiff: false }).toBuffer(),
  ]);

/** The same file with the code points of BT.2020 and its quantizer, where it names its own. */
export function wideColours(file: Buffer): Buffer {
  const at = file.indexOf('nclx');
  if (at >= 0) file.set([0, 9, 0, 16], at + 4);
  return file;
}
