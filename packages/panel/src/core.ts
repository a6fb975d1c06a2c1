// What a host may use of the core: presets as documents, and where VGG19's files come from. It runs
// without a DOM, so that the part of a host that has none can use it too.

export {
  BUILT_IN_PRESETS,
  type BuiltInPreset,
  type CatalogueEntry,
  cachedSource,
  catalogueSource,
  encodePreset,
  type FileDigest,
  isStyleTransferError,
  PRESET_LIMITS,
  type Preset,
  parsePreset,
  type ReadOptions,
  StyleTransferError,
  type StyleTransferErrorCode,
  VGG19,
  type WeightSource,
} from '@pastiche/core';
