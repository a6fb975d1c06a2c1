// Picture files from their bytes, in the order of the flow: bytes → format → header and frames → colours →
// pixels. No decoder of the host is called, and no tensors.

// What a file is.

export { damagedPicture } from './image-file/bytes/damaged-picture.js';
export { otherThanPicture } from './image-file/other-kinds.js';
export { READABLE_PICTURE_ENDINGS } from './image-file/picture-endings.js';
export { type PictureFormat, pictureFormat } from './image-file/picture-format.js';
export { framesNote, type PictureFrames, readPictureFrames } from './image-file/picture-frames.js';
export { type PictureHeader, readPictureHeader } from './image-file/picture-header.js';
export { type StoredSize, storedSize } from './image-file/stored-size.js';

// What its colours mean.

export { readAvifColour } from './image-file/colour/avif-colour.js';
export type { ColourSpace } from './image-file/colour/colour-space.js';
export { readIccProfile } from './image-file/colour/icc-profile.js';
export { type DeepPixels, deepInSrgb, inSrgb } from './image-file/colour/in-srgb.js';
export { type PngColour, readPngColour } from './image-file/colour/png-colour.js';

// Masks as files.

export { decodeGreyPng, encodeGreyPng } from './image-file/grey-png.js';

// What the host's decoder needs of it.

export { type GifFrame, gifFrames, gifStill } from './image-file/gif-frames.js';
export { withJpegEndMarker } from './image-file/jpeg/jpeg-end-marker.js';
export { pngForBrowser, pngMayBeWhole } from './image-file/png-for-browser.js';

// What is decoded here.

export { type DecodedBmp, decodeBmp } from './image-file/bmp/decode-bmp.js';
export {
  firstTiffPage,
  readTiffDirectory,
  type TiffDirectory,
  type TiffPage,
} from './image-file/tiff/tiff-directory.js';
export {
  colourSamplesOf,
  readTiffLayout,
  type TiffColours,
  type TiffLayout,
} from './image-file/tiff/tiff-layout.js';
export {
  readTiffMeanings,
  type TiffAlpha,
  type TiffMeanings,
  type TiffShape,
  tiffPixels,
} from './image-file/tiff/tiff-pixels.js';
export { type DecodeJpeg, readTiffSamples } from './image-file/tiff/tiff-samples.js';
export { turnUpright } from './image-file/turn-upright.js';
