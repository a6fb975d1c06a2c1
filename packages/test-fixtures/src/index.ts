export { casePath } from './cases.js';
export { TEXT_ENCODINGS, type WriteText } from './encoded-text.js';
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
export {
  mulberry32,
  type TinyLayer,
  type TinyLayerName,
  type TinyNetwork,
  tinyNetwork,
} from './tiny-network.js';
