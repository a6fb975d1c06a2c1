export { animatedPng, pngChunk } from './animated-png.js';
export { type BmpFile, bmpFile } from './bmp-file.js';
export { big, joined, letters, little } from './bytes.js';
export { casePath } from './cases.js';
export { damagedCopies } from './damaged-copies.js';
export { TEXT_ENCODINGS, type WriteText } from './encoded-text.js';
export { type GifFrameMade, gifFile } from './gif-file.js';
export {
  ADOBE_RGB,
  type Chromaticity,
  type Curve,
  DISPLAY_P3,
  greyProfile,
  inkProfile,
  type Primaries,
  REC_2020,
  rgbProfile,
  SRGB,
} from './icc-profiles.js';
export { heicFile, isoBox, isoBrandsBox } from './iso-file.js';
export {
  blobsPicture,
  type Colour,
  checkerPicture,
  cutOutPicture,
  flatPicture,
  gradientPicture,
  greyPicture,
  noisePicture,
  type Picture,
} from './pictures.js';
export {
  chromaticityChunk,
  codePointsChunk,
  gammaChunk,
  type PngChunk,
  type PngParts,
  pngFile,
  profileChunk,
} from './png-files.js';
export { STEP_LOSSES } from './step-losses.js';
export {
  mulberry32,
  type TinyLayer,
  type TinyLayerName,
  type TinyNetwork,
  tinyNetwork,
} from './tiny-network.js';
