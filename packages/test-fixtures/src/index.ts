export { casePath } from './cases.js';
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
