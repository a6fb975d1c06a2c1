export { casePath } from './cases.js';
export { TEXT_ENCODINGS, type WriteText } from './encoded-text.js';
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
  mulberry32,
  type TinyLayer,
  type TinyLayerName,
  type TinyNetwork,
  tinyNetwork,
} from './tiny-network.js';
