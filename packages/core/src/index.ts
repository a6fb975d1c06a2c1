// The public names, in the order of the flow:
// preset + content + style → pixels → VGG19 features → Gram / content targets → objective → optimiser → pyramid loop → pixels

export { isContextLost } from './backend/graphics-context.js';
export { largestTexture, type MemoryInUse, memoryInUse } from './backend/memory.js';
export { restartBackend } from './backend/restart.js';
export {
  type BackendChoice,
  type BackendName,
  type BackendOptions,
  type KernelsChoice,
  selectBackend,
} from './backend/select.js';
export { WASM_HEAP_LIMIT } from './backend/wasm-heap.js';
export { type DecodeTextOptions, decodeText } from './base/decode-text.js';
export {
  isStyleTransferError,
  StyleTransferError,
  type StyleTransferErrorCode,
} from './base/errors.js';
export {
  inEnglish,
  inLanguage,
  type Said,
  type Sentence,
  saidBy,
  sentence,
} from './base/sentence.js';
export type { Coverage } from './image/coverage.js';
export { fitLongSide, MAX_PAINTED_SIDE, type Size } from './image/fit.js';
export { isGrey } from './image/grey.js';
export type { Pixels, RgbImage } from './image/pixels.js';
export { readAvifColour } from './image-file/colour/avif-colour.js';
export type { ColourSpace } from './image-file/colour/colour-space.js';
export { readIccProfile } from './image-file/colour/icc-profile.js';
export { type DeepPixels, deepInSrgb, inSrgb } from './image-file/colour/in-srgb.js';
export { type PngColour, readPngColour } from './image-file/colour/png-colour.js';
export { damagedPicture } from './image-file/damaged-picture.js';
export { type DecodedBmp, decodeBmp } from './image-file/decode-bmp.js';
export { type GifFrame, gifFrames, gifStill } from './image-file/gif-frames.js';
export { withJpegEndMarker } from './image-file/jpeg-end-marker.js';
export { otherThanPicture } from './image-file/other-kinds.js';
export { READABLE_PICTURE_ENDINGS } from './image-file/picture-endings.js';
export { type PictureFormat, pictureFormat } from './image-file/picture-format.js';
export { framesNote, type PictureFrames, readPictureFrames } from './image-file/picture-frames.js';
export { type PictureHeader, readPictureHeader } from './image-file/picture-header.js';
export { pngForBrowser, pngMayBeWhole } from './image-file/png-chunks.js';
export {
  firstTiffPage,
  readTiffDirectory,
  type TiffDirectory,
  type TiffPage,
} from './image-file/tiff-directory.js';
export {
  channelsOf,
  readTiffLayout,
  type TiffColours,
  type TiffLayout,
} from './image-file/tiff-layout.js';
export {
  readTiffMeanings,
  type TiffAlpha,
  type TiffMeanings,
  type TiffShape,
  tiffPixels,
} from './image-file/tiff-pixels.js';
export { type DecodeJpeg, readTiffSamples } from './image-file/tiff-samples.js';
export { turnUpright } from './image-file/turn-upright.js';
export type { KernelKind } from './kernels/wasm/load-kernels.js';
export {
  THREAD_SCRIPT,
  type Thread,
  type ThreadPort,
  type ThreadStart,
} from './kernels/wasm/threads.js';
export { contentLoss } from './loss/content.js';
export type { EvaluatedLoss, FeatureLoss } from './loss/feature-loss.js';
export { layerCoverage, type PairCoverage, pairCoverage } from './loss/layer-coverage.js';
export type { Losses } from './loss/losses.js';
export {
  createObjective,
  type Evaluation,
  type Objective,
  type ObjectiveWeights,
} from './loss/objective.js';
export { styleLoss } from './loss/style.js';
export { totalVariation } from './loss/total-variation.js';
export { type AdamOptions, adam, DEFAULT_ADAM } from './optimiser/adam.js';
export { DEFAULT_LBFGS, type LbfgsOptions, lbfgs } from './optimiser/lbfgs.js';
export type { Optimiser, OptimiserState } from './optimiser/optimiser.js';
export { disposeState } from './optimiser/optimiser.js';
export { parseParameters } from './parameters/parse-parameters.js';
export {
  DEFAULT_PARAMETERS,
  type GivenParameters,
  type InitialImage,
  type KeepColours,
  type LayerWeights,
  type Normalisation,
  type Parameters,
  QUALITY_ITERATIONS,
  type Quality,
} from './parameters/schema.js';
export { type LossWeights, lossWeights } from './parameters/strength.js';
export { BUILT_IN_PRESETS, type BuiltInPreset } from './preset/built-in.js';
export { builtInFingerprint, builtInIdOf } from './preset/built-in-fingerprint.js';
export {
  PRESET_LIMITS,
  type Preset,
  type PresetPicture,
  type PresetPictureStyle,
  type PresetStatistics,
  type PresetStatisticsStyle,
  type PresetStyle,
} from './preset/preset.js';
export { encodePreset, parsePreset } from './preset/preset-file.js';
export { isFingerprintOf, presetFingerprint } from './preset/preset-fingerprint.js';
export { presetSchema } from './preset/preset-schema.js';
export {
  encodePresetString,
  holdsPresetString,
  parsePresetString,
  readPreset,
} from './preset/preset-string.js';
export { readPictureRecipe, writePictureRecipe } from './recipe/picture-recipe.js';
export { type PresetNow, presetNow } from './recipe/preset-now.js';
export { encodeRecipe, parseRecipe, type Recipe, type RecipePreset } from './recipe/recipe.js';
export { recipeInXmp, recipeXmp } from './recipe/xmp-packet.js';
export { checkpointParameters } from './run/checkpoint.js';
export {
  type Controls,
  createControls,
  type LiveChanges,
  type LiveParameters,
} from './run/controls.js';
export { heapNeeded, largestFitting, largestSides, type Machine } from './run/memory-limits.js';
export { pyramid, type Scale } from './run/pyramid.js';
export type {
  DoneStep,
  PaintingStep,
  PreparingStep,
  ScaleProgress,
  StyleStep,
} from './run/style-step.js';
export { stylize } from './run/stylize.js';
export type { StyleSource, StylizeRequest } from './run/stylize-request.js';
export {
  type LayerStatistics,
  type ScaleStatistics,
  type StyleStatistics,
  type TakeStatisticsOptions,
  takeStyleStatistics,
} from './statistics/style-statistics.js';
export {
  decodeStyleStatistics,
  encodeStyleStatistics,
} from './statistics/style-statistics-file.js';
export { CALIBRATION } from './vgg19/calibration.js';
export { createNetwork } from './vgg19/create-network.js';
export { gramMatrix } from './vgg19/gram.js';
export type { Pooling } from './vgg19/layers.js';
export {
  LAYER_NAMES,
  type LayerName,
  type NetworkLayer,
  VGG19_LAYERS,
} from './vgg19/layers.js';
export type { ForwardPass, Network, NetworkOptions } from './vgg19/network.js';
export type { ConvolutionWeights, NetworkWeights, Projection } from './vgg19/network-weights.js';
export type { LayerCoverage } from './vgg19/position-weights.js';
export { CATALOGUE, type CatalogueEntry, catalogueSource, VGG19 } from './weights/catalogue.js';
export { readLiteWeights } from './weights/formats/lite-weights.js';
export {
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsContent,
  type SafetensorsTensor,
} from './weights/formats/safetensors.js';
export type { LoadProgress } from './weights/load-progress.js';
export { type LoadWeightsOptions, loadWeights } from './weights/load-weights.js';
export { browserCache } from './weights/transport/browser-cache.js';
export { memoryCache, type WeightCache } from './weights/transport/cache.js';
export { cachedSource, type FileDigest } from './weights/transport/cached-source.js';
export {
  type HttpSourceOptions,
  httpSource,
  splitWeightsUrl,
} from './weights/transport/http-source.js';
export { memorySource, type ReadOptions, type WeightSource } from './weights/transport/source.js';
