import { readFileSync } from 'node:fs';
import * as core from '@pastiche/core';
import * as limits from '@pastiche/core/limits';
import * as parts from '@pastiche/core/parts';
import * as pictures from '@pastiche/core/pictures';
import * as presets from '@pastiche/core/presets';
import * as weights from '@pastiche/core/weights';
import { describe, expect, it } from 'vitest';
import * as everyLimit from '../src/base/limits.js';

// A name that comes or goes here, or moves to another entry point, is a change for outsiders: it belongs in CHANGELOG.md.

const ENTRIES = { index: core, presets, weights, pictures, parts, limits };
type Entry = keyof typeof ENTRIES;

describe('the entry points of core', () => {
  it('paint a picture: @pastiche/core', () => {
    expect(valuesOf('index')).toMatchInlineSnapshot(`
      [
        "DEFAULT_PARAMETERS",
        "ENGLISH",
        "MAX_PAINTED_SIDE",
        "QUALITY_ITERATIONS",
        "StyleTransferError",
        "THREAD_SCRIPT",
        "WASM_HEAP_LIMIT",
        "checkpointParameters",
        "createControls",
        "decodeStyleStatistics",
        "definedFields",
        "encodeStyleStatistics",
        "figure",
        "fitLongSide",
        "haveOneShape",
        "inEnglish",
        "isContextLost",
        "isGrey",
        "isStyleTransferError",
        "languageFor",
        "largestFitting",
        "largestSides",
        "largestTexture",
        "lossWeights",
        "maskAt",
        "maskOf",
        "maskUnion",
        "memoryFor",
        "memoryInUse",
        "memoryNeeds",
        "ownLongSide",
        "parseParameters",
        "restartBackend",
        "saidBy",
        "sayIn",
        "selectBackend",
        "sentence",
        "stepFigures",
        "stylize",
        "takeStyleStatistics",
        "withTodaysNames",
        "workOf",
      ]
    `);
    expect(typesOf('index')).toMatchInlineSnapshot(`
      [
        "BackendChoice",
        "BackendName",
        "BackendOptions",
        "Controls",
        "Coverage",
        "Dictionary",
        "Digits",
        "DoneStep",
        "Figure",
        "GivenParameters",
        "InitialImage",
        "KeepColours",
        "KernelKind",
        "KernelsChoice",
        "Language",
        "LayerStatistics",
        "LayerWeights",
        "LiveChanges",
        "LiveParameters",
        "LossWeights",
        "Losses",
        "Machine",
        "Mask",
        "MemoryInUse",
        "MemoryNeed",
        "Normalization",
        "PaintingStep",
        "Parameters",
        "Pixels",
        "PreparingStep",
        "Quality",
        "RgbImage",
        "Said",
        "Say",
        "ScaleInPieces",
        "ScalePieces",
        "ScaleProgress",
        "ScaleStatistics",
        "Sentence",
        "Size",
        "StepFigures",
        "StyleInput",
        "StyleRegion",
        "StyleStatistics",
        "StyleStep",
        "StyleTransferErrorCode",
        "StylizeRequest",
        "TakeStatisticsOptions",
        "Thread",
        "ThreadPort",
        "ThreadStart",
        "WorkOptions",
      ]
    `);
  });

  it('read and write presets and recipes: @pastiche/core/presets', () => {
    expect(valuesOf('presets')).toMatchInlineSnapshot(`
      [
        "BUILT_IN_PRESETS",
        "builtInFingerprint",
        "builtInIdOf",
        "decodeText",
        "encodePreset",
        "encodePresetString",
        "encodeRecipe",
        "holdsPresetString",
        "isFingerprintOf",
        "maskFile",
        "parsePreset",
        "parsePresetString",
        "parseRecipe",
        "presetFingerprint",
        "presetNow",
        "presetSchema",
        "readPictureRecipe",
        "readPreset",
        "recipeInXmp",
        "recipeXmp",
        "smallMasks",
        "writePictureRecipe",
      ]
    `);
    expect(typesOf('presets')).toMatchInlineSnapshot(`
      [
        "BuiltInPreset",
        "DecodeTextOptions",
        "Preset",
        "PresetNow",
        "PresetPicture",
        "PresetPictureStyle",
        "PresetStatistics",
        "PresetStatisticsStyle",
        "PresetStyle",
        "Recipe",
        "RecipeMasks",
        "RecipePreset",
        "RecipeRegion",
        "RecipeStylePart",
      ]
    `);
  });

  it('load weights: @pastiche/core/weights', () => {
    expect(valuesOf('weights')).toMatchInlineSnapshot(`
      [
        "CATALOGUE",
        "VGG19",
        "browserCache",
        "cachedSource",
        "catalogueSource",
        "decodeSafetensors",
        "encodeSafetensors",
        "httpSource",
        "isLfsPointer",
        "lfsPointerError",
        "loadWeights",
        "memoryCache",
        "memorySource",
        "readLiteWeights",
        "splitWeightsUrl",
      ]
    `);
    expect(typesOf('weights')).toMatchInlineSnapshot(`
      [
        "CatalogueEntry",
        "ConvolutionWeights",
        "FileDigest",
        "HttpSourceOptions",
        "LoadProgress",
        "LoadWeightsOptions",
        "NetworkWeights",
        "Projection",
        "ReadOptions",
        "SafetensorsContent",
        "SafetensorsTensor",
        "UnpackProgress",
        "WeightCache",
        "WeightSource",
      ]
    `);
  });

  it('read picture files: @pastiche/core/pictures', () => {
    expect(valuesOf('pictures')).toMatchInlineSnapshot(`
      [
        "READABLE_PICTURE_ENDINGS",
        "colourSamplesOf",
        "damagedPicture",
        "decodeBmp",
        "decodeGreyPng",
        "deepInSrgb",
        "encodeGreyPng",
        "firstTiffPage",
        "framesNote",
        "gifFrames",
        "gifStill",
        "inSrgb",
        "otherThanPicture",
        "pictureFormat",
        "pngForBrowser",
        "pngMayBeWhole",
        "readAvifColour",
        "readIccProfile",
        "readPictureFrames",
        "readPictureHeader",
        "readPngColour",
        "readTiffDirectory",
        "readTiffLayout",
        "readTiffMeanings",
        "readTiffSamples",
        "storedSize",
        "tiffPixels",
        "turnUpright",
        "withJpegEndMarker",
      ]
    `);
    expect(typesOf('pictures')).toMatchInlineSnapshot(`
      [
        "ColourSpace",
        "DecodeJpeg",
        "DecodedBmp",
        "DeepPixels",
        "GifFrame",
        "PictureFormat",
        "PictureFrames",
        "PictureHeader",
        "PngColour",
        "StoredSize",
        "TiffAlpha",
        "TiffColours",
        "TiffDirectory",
        "TiffLayout",
        "TiffMeanings",
        "TiffPage",
        "TiffShape",
      ]
    `);
  });

  it('show the parts of a run: @pastiche/core/parts', () => {
    expect(valuesOf('parts')).toMatchInlineSnapshot(`
      [
        "CALIBRATION",
        "DEFAULT_ADAM",
        "DEFAULT_LBFGS",
        "LAYER_NAMES",
        "VGG19_LAYERS",
        "adam",
        "contentLoss",
        "createNetwork",
        "createObjective",
        "disposeState",
        "gramMatrix",
        "layerCoverage",
        "lbfgs",
        "pairCoverage",
        "pyramid",
        "styleLoss",
        "totalVariation",
      ]
    `);
    expect(typesOf('parts')).toMatchInlineSnapshot(`
      [
        "AdamOptions",
        "EvaluatedLoss",
        "Evaluation",
        "FeatureGradient",
        "FeatureLoss",
        "FeatureMaps",
        "ForwardPass",
        "LayerCoverage",
        "LayerName",
        "LbfgsOptions",
        "Network",
        "NetworkLayer",
        "NetworkOptions",
        "Objective",
        "ObjectiveWeights",
        "Optimizer",
        "OptimizerState",
        "PairCoverage",
        "Pooling",
        "Scale",
      ]
    `);
  });

  it('tell how much of each input is read: @pastiche/core/limits', () => {
    const names = valuesOf('limits');
    expect(names.length).toBeGreaterThan(40);
    expect(names).toEqual(Object.keys(everyLimit).sort());
    expect(typesOf('limits')).toEqual([]);
  });

  it('share no name', () => {
    const entries = Object.keys(ENTRIES) as Entry[];
    const names = entries.flatMap((entry) => [...valuesOf(entry), ...typesOf(entry)]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('are the sub-paths that the package publishes', () => {
    const manifest = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    ) as { publishConfig: { exports: Record<string, string | { default: string }> } };
    const published = Object.values(manifest.publishConfig.exports).flatMap((target) =>
      typeof target === 'string' ? [] : [target.default],
    );
    expect(published).toEqual(Object.keys(ENTRIES).map((entry) => `./dist/${entry}.js`));
  });
});

function valuesOf(entry: Entry): string[] {
  return Object.keys(ENTRIES[entry]).sort();
}

function typesOf(entry: Entry): string[] {
  const source = readFileSync(new URL(`../src/${entry}.ts`, import.meta.url), 'utf8');
  expect(source).not.toMatch(/export \*|export (const|function|interface)/);
  const blocks = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].map(([, names]) => names!);
  const names = blocks.join(',').match(/\w+(?=\s*(,|$))/g) ?? [];
  return names.filter((name) => !(name in ENTRIES[entry])).sort();
}
