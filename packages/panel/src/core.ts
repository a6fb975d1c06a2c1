// What a host may use of the core: presets and recipes as documents, and where VGG19's files come from. It runs
// without a DOM, so that the part of a host that has none can use it too.

export {
  type GivenParameters,
  inEnglish,
  inLanguage,
  isStyleTransferError,
  type LayerWeights,
  type Parameters,
  type Said,
  type Sentence,
  StyleTransferError,
  type StyleTransferErrorCode,
  saidBy,
  sentence,
} from '@pastiche/core';
export { fnv1a } from '@pastiche/core/fnv1a';
export {
  framesNote,
  type PictureFrames,
  READABLE_PICTURE_ENDINGS,
  readPictureFrames,
} from '@pastiche/core/pictures';
export {
  BUILT_IN_PRESETS,
  type BuiltInPreset,
  builtInFingerprint,
  builtInIdOf,
  decodeText,
  encodePreset,
  encodePresetString,
  encodeRecipe,
  holdsPresetString,
  isFingerprintOf,
  PRESET_LIMITS,
  type Preset,
  type PresetNow,
  type PresetPicture,
  type PresetPictureStyle,
  type PresetStatistics,
  type PresetStatisticsStyle,
  type PresetStyle,
  parsePreset,
  parsePresetString,
  parseRecipe,
  presetFingerprint,
  presetNow,
  type Recipe,
  type RecipePreset,
  readPictureRecipe,
  readPreset,
  writePictureRecipe,
} from '@pastiche/core/presets';
export {
  type CatalogueEntry,
  cachedSource,
  catalogueSource,
  type FileDigest,
  type ReadOptions,
  VGG19,
  type WeightSource,
} from '@pastiche/core/weights';
