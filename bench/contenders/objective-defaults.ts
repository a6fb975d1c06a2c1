import type { ObjectiveWeights } from '../../packages/core/src/loss/objective.js';
import { DEFAULT_PARAMETERS } from '../../packages/core/src/parameters/schema.js';
import { lossWeights } from '../../packages/core/src/parameters/strength.js';
import { deepestOf, type LayerName } from '../../packages/core/src/vgg19/network/layers.js';

/** The objective that both contenders minimize: the engine's default parameters. */
export const DEFAULTS = DEFAULT_PARAMETERS;
export const CONTENT_LAYERS = Object.keys(DEFAULTS.contentLayers) as LayerName[];
export const STYLE_LAYERS = Object.keys(DEFAULTS.styleLayers) as LayerName[];
export const DEEPEST: LayerName = deepestOf([...CONTENT_LAYERS, ...STYLE_LAYERS]);

export const WEIGHTS: ObjectiveWeights = {
  ...lossWeights(DEFAULTS),
  contentLayers: DEFAULTS.contentLayers,
  styleLayers: DEFAULTS.styleLayers,
  totalVariation: DEFAULTS.totalVariation,
};

/** Forward and backward of all default terms, counted in multiplications and additions. */
export const FLOP_PER_PIXEL = 1.44e6;
