// A network's weights, in the order of the flow: catalogue → source → cache → file formats → NetworkWeights.

// Where they come from.

export { isLfsPointer, lfsPointerError } from './base/lfs-pointer.js';
export { CATALOGUE, type CatalogueEntry, catalogueSource, VGG19 } from './weights/catalogue.js';
export {
  type HttpSourceOptions,
  httpSource,
  splitWeightsUrl,
} from './weights/transport/http-source.js';
export { memorySource, type ReadOptions, type WeightSource } from './weights/transport/source.js';

// Where they are kept.

export { browserCache } from './weights/transport/browser-cache.js';
export { memoryCache, type WeightCache } from './weights/transport/cache.js';
export { cachedSource, type FileDigest } from './weights/transport/cached-source.js';

// How they are read.

export type {
  ConvolutionWeights,
  NetworkWeights,
  Projection,
} from './vgg19/network/network-weights.js';
export { readLiteWeights } from './weights/formats/lite-weights.js';
export {
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsContent,
  type SafetensorsTensor,
} from './weights/formats/safetensors.js';
export type { UnpackProgress } from './weights/formats/weights-reading.js';
export type { LoadProgress } from './weights/load-progress.js';
export { type LoadWeightsOptions, loadWeights } from './weights/load-weights.js';
