// The public names, in the order of the flow:
// preset + content + style → pixels → VGG19 features → Gram / content targets → objective → optimiser → pyramid loop → pixels

export { isContextLost } from './backend/graphics-context.js';
export { largestTexture, type MemoryInUse, memoryInUse } from './backend/memory.js';
export { heapNeeded, largestFitting, largestSides, type Machine } from './backend/memory-limits.js';
export { restartBackend } from './backend/restart.js';
export {
  type BackendChoice,
  type BackendName,
  type BackendOptions,
  type KernelsChoice,
  selectBackend,
} from './backend/select.js';
export { WASM_HEAP_LIMIT } from './backend/wasm-heap.js';
export { checkpointParameters } from './checkpoint.js';
export {
  type Controls,
  createControls,
  type LiveChanges,
  type LiveParameters,
} from './controls.js';
export { type DecodeTextOptions, decodeText } from './decode-text.js';
export {
  isStyleTransferError,
  StyleTransferError,
  type StyleTransferErrorCode,
} from './errors.js';
export type { Coverage } from './image/coverage.js';
export { fitLongSide, MAX_PAINTED_SIDE, type Size } from './image/fit.js';
export { isGrey } from './image/grey.js';
export type { Pixels, RgbImage } from './image/pixels.js';
export { damagedPicture } from './image-file/damaged-picture.js';
export { type PictureHeader, readPictureHeader } from './image-file/picture-header.js';
export { readTiffDirectory, type TiffDirectory } from './image-file/tiff-directory.js';
export {
  channelsOf,
  readTiffLayout,
  type TiffColours,
  type TiffLayout,
} from './image-file/tiff-layout.js';
export type { KernelKind } from './kernels/wasm/load-kernels.js';
export {
  THREAD_SCRIPT,
  type Thread,
  type ThreadPort,
  type ThreadStart,
} from './kernels/wasm/threads.js';
export { contentLoss } from './loss/content.js';
export type { EvaluatedLoss, FeatureLoss } from './loss/feature-loss.js';
export { gramMatrix } from './loss/gram.js';
export {
  type LayerCoverage,
  layerCoverage,
  type PairCoverage,
  pairCoverage,
} from './loss/layer-coverage.js';
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
export { BUILT_IN_PRESETS, type BuiltInPreset } from './preset/built-in.js';
export { builtInFingerprint, builtInIdOf } from './preset/built-in-fingerprint.js';
export { parseParameters } from './preset/parse-parameters.js';
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
export {
  DEFAULT_PARAMETERS,
  type GivenParameters,
  type InitialImage,
  type KeepColours,
  type LayerWeights,
  type Normalisation,
  type Parameters,
  type Pooling,
  QUALITY_ITERATIONS,
  type Quality,
} from './preset/schema.js';
export { type LossWeights, lossWeights } from './preset/strength.js';
export { pyramid, type Scale } from './pyramid.js';
export { readPictureRecipe, writePictureRecipe } from './recipe/picture-recipe.js';
export { type PresetNow, presetNow } from './recipe/preset-now.js';
export { encodeRecipe, parseRecipe, type Recipe, type RecipePreset } from './recipe/recipe.js';
export { recipeInXmp, recipeXmp } from './recipe/xmp-packet.js';
export { inEnglish, inLanguage, type Said, type Sentence, saidBy, sentence } from './sentence.js';
export {
  type LayerStatistics,
  type ScaleStatistics,
  type StyleStatistics,
  type TakeStatisticsOptions,
  takeStyleStatistics,
} from './style-statistics.js';
export { decodeStyleStatistics, encodeStyleStatistics } from './style-statistics-file.js';
export type {
  DoneStep,
  Losses,
  PaintingStep,
  PreparingStep,
  ScaleProgress,
  StyleStep,
} from './style-step.js';
export { stylize } from './stylize.js';
export type { StyleSource, StylizeRequest } from './stylize-request.js';
export { CALIBRATION } from './vgg19/calibration.js';
export {
  LAYER_NAMES,
  type LayerName,
  type NetworkLayer,
  VGG19_LAYERS,
} from './vgg19/layers.js';
export {
  createNetwork,
  type ForwardPass,
  type Network,
  type NetworkOptions,
} from './vgg19/network.js';
export { browserCache } from './weights/browser-cache.js';
export { memoryCache, type WeightCache } from './weights/cache.js';
export { cachedSource, type FileDigest } from './weights/cached-source.js';
export { CATALOGUE, type CatalogueEntry, catalogueSource, VGG19 } from './weights/catalogue.js';
export { type HttpSourceOptions, httpSource, splitWeightsUrl } from './weights/http-source.js';
export { readLiteWeights } from './weights/lite-weights.js';
export type { LoadProgress } from './weights/load-progress.js';
export { type LoadWeightsOptions, loadWeights } from './weights/load-weights.js';
export type { ConvolutionWeights, NetworkWeights, Projection } from './weights/network-weights.js';
export {
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsContent,
  type SafetensorsTensor,
} from './weights/safetensors.js';
export { memorySource, type ReadOptions, type WeightSource } from './weights/source.js';
