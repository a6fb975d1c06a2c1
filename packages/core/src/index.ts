// Painting a picture, in the order of the flow: content + styles + parameters → sizes → backend → run → steps
// → pixels. The other entry points are ./presets, ./weights, ./pictures, ./parts and ./limits; a name is in one only.

// What comes in: pictures and parameters.

export { definedFields } from './base/defined-fields.js';
export type { Coverage } from './image/coverage.js';
export { fitLongSide, MAX_PAINTED_SIDE, ownLongSide, type Size } from './image/fit.js';
export { isGrey } from './image/grey.js';
export { haveOneShape, type Mask, maskOf } from './image/mask.js';
export { maskAt } from './image/mask-at.js';
export { maskUnion } from './image/mask-union.js';
export type { Pixels, RgbImage } from './image/pixels.js';
export { withTodaysNames } from './parameters/field-names.js';
export { parseParameters } from './parameters/parse-parameters.js';
export {
  DEFAULT_PARAMETERS,
  type GivenParameters,
  type InitialImage,
  type KeepColours,
  type LayerWeights,
  type Normalization,
  type Parameters,
  QUALITY_ITERATIONS,
  type Quality,
} from './parameters/schema.js';
export { type LossWeights, lossWeights } from './parameters/strength.js';

// Where it is computed, and what fits there.

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
export type { KernelKind } from './kernels/wasm/load-kernels.js';
export {
  THREAD_SCRIPT,
  type Thread,
  type ThreadPort,
  type ThreadStart,
} from './kernels/wasm/threads.js';
export {
  largestFitting,
  largestSides,
  type Machine,
  type MemoryNeed,
  memoryFor,
  memoryNeeds,
} from './run/memory-limits.js';

export { type WorkOptions, workOf } from './run/pyramid.js';

// The style without its picture.

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

// The run.

export type { Losses } from './loss/losses.js';
export { checkpointParameters } from './run/checkpoint.js';
export {
  type Controls,
  createControls,
  type LiveChanges,
  type LiveParameters,
} from './run/controls.js';
export {
  type DoneStep,
  type PaintingStep,
  type PreparingStep,
  type ScaleInPieces,
  type ScalePieces,
  type ScaleProgress,
  type StepFigures,
  type StyleStep,
  stepFigures,
} from './run/style-step.js';
export { stylize } from './run/stylize.js';
export type { StyleInput, StyleRegion, StylizeRequest } from './run/stylize-request.js';

// What goes wrong, in words for people.

export {
  isStyleTransferError,
  StyleTransferError,
  type StyleTransferErrorCode,
} from './base/errors.js';
export { languageFor } from './base/language-for.js';
export {
  type Dictionary,
  type Digits,
  ENGLISH,
  type Figure,
  figure,
  inEnglish,
  type Language,
  type Said,
  type Say,
  type Sentence,
  saidBy,
  sayIn,
  sentence,
} from './base/sentence.js';
