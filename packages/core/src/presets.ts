// Presets and recipes as documents, in the order of the flow: text → preset → share string → recipe in a
// picture → the preset as it is now. No tensors.

// Text that someone else wrote.

export { type DecodeTextOptions, decodeText } from './base/decode-text.js';

// Presets.

export { BUILT_IN_PRESETS, type BuiltInPreset } from './preset/built-in.js';
export { builtInFingerprint, builtInIdOf } from './preset/built-in-fingerprint.js';
export type {
  Preset,
  PresetPicture,
  PresetPictureStyle,
  PresetStatistics,
  PresetStatisticsStyle,
  PresetStyle,
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

// Recipes: how a picture was painted.

export { readPictureRecipe, writePictureRecipe } from './recipe/picture-recipe.js';
export { type PresetNow, presetNow } from './recipe/preset-now.js';
export { encodeRecipe, parseRecipe, type Recipe, type RecipePreset } from './recipe/recipe.js';
export type { RecipeMasks, RecipeRegion, RecipeStylePart } from './recipe/recipe-masks.js';
export { maskFile, smallMasks } from './recipe/small-masks.js';
export { recipeInXmp, recipeXmp } from './recipe/xmp-packet.js';
