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
