import { readFileSync } from 'node:fs';
import * as core from '@pastiche/core';
import { expect, it } from 'vitest';

// A name that comes or goes here is a change for outsiders: it belongs in CHANGELOG.md.

it('exports these values and no others', () => {
  expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
    [
      "CALIBRATION",
      "CATALOGUE",
      "DEFAULT_ADAM",
      "DEFAULT_LBFGS",
      "DEFAULT_PARAMETERS",
      "LAYER_NAMES",
      "MAX_PAINTED_SIDE",
      "QUALITY_ITERATIONS",
      "StyleTransferError",
      "VGG19",
      "VGG19_LAYERS",
      "adam",
      "browserCache",
      "cachedSource",
      "catalogueSource",
      "contentLoss",
      "createControls",
      "createNetwork",
      "createObjective",
      "decodeSafetensors",
      "decodeStyleStatistics",
      "describeRun",
      "disposeState",
      "encodeSafetensors",
      "encodeStyleStatistics",
      "fitLongSide",
      "gramMatrix",
      "httpSource",
      "isStyleTransferError",
      "lbfgs",
      "loadWeights",
      "lossWeights",
      "memoryCache",
      "memorySource",
      "parseParameters",
      "parseRunDescription",
      "pyramid",
      "readLiteWeights",
      "selectBackend",
      "splitWeightsUrl",
      "styleLoss",
      "stylize",
      "takeStyleStatistics",
      "totalVariation",
    ]
  `);
});

it('exports these types and no others', () => {
  const index = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8');
  const blocks = [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].map(([, names]) => names!);
  const names = blocks.join(',').match(/\w+(?=\s*(,|$))/g) ?? [];
  const types = names.filter((name) => !(name in core));

  expect(index).not.toMatch(/export \*|export (const|function|interface)/);
  expect(types.sort()).toMatchInlineSnapshot(`
    [
      "AdamOptions",
      "BackendChoice",
      "BackendName",
      "BackendOptions",
      "CatalogueEntry",
      "Controls",
      "ConvolutionWeights",
      "DoneStep",
      "EvaluatedLoss",
      "Evaluation",
      "FeatureLoss",
      "FileDigest",
      "ForwardPass",
      "GivenParameters",
      "HttpSourceOptions",
      "InitialImage",
      "KeepColours",
      "LayerName",
      "LayerStatistics",
      "LayerWeights",
      "LbfgsOptions",
      "LiveChanges",
      "LiveParameters",
      "LoadProgress",
      "LoadWeightsOptions",
      "LossWeights",
      "Losses",
      "Network",
      "NetworkLayer",
      "NetworkOptions",
      "NetworkWeights",
      "Normalisation",
      "Objective",
      "ObjectiveWeights",
      "Optimiser",
      "OptimiserState",
      "PaintingStep",
      "Parameters",
      "Pixels",
      "Pooling",
      "PreparingStep",
      "Projection",
      "Quality",
      "ReadOptions",
      "RgbImage",
      "RunContext",
      "RunDescription",
      "SafetensorsContent",
      "SafetensorsTensor",
      "Scale",
      "ScaleProgress",
      "ScaleStatistics",
      "Size",
      "StyleSource",
      "StyleStatistics",
      "StyleStep",
      "StyleTransferErrorCode",
      "StylizeRequest",
      "WeightCache",
      "WeightSource",
    ]
  `);
});
