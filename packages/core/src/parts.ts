// The parts that a run is made of, in the order of the flow: VGG19 features → Gram / content targets →
// objective → optimizer → pyramid loop. To paint a picture, `stylize` is enough.

// The network.

export { createNetwork } from './vgg19/create-network.js';
export { CALIBRATION } from './vgg19/network/calibration.js';
export type { FeatureGradient, FeatureMaps } from './vgg19/network/feature-maps.js';
export {
  LAYER_NAMES,
  type LayerName,
  type NetworkLayer,
  type Pooling,
  VGG19_LAYERS,
} from './vgg19/network/layers.js';
export type { ForwardPass, Network, NetworkOptions } from './vgg19/network/network.js';
export type { LayerCoverage } from './vgg19/network/position-weights.js';

// Losses.

export { contentLoss } from './loss/content.js';
export type { EvaluatedLoss, FeatureLoss } from './loss/feature-loss.js';
export {
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
export { gramMatrix } from './vgg19/tensors/gram.js';

// Optimizers.

export { type AdamOptions, adam, DEFAULT_ADAM } from './optimizer/adam.js';
export { DEFAULT_LBFGS, type LbfgsOptions, lbfgs } from './optimizer/lbfgs.js';
export { disposeState, type Optimizer, type OptimizerState } from './optimizer/optimizer.js';

// The pyramid.

export { pyramid, type Scale } from './run/pyramid.js';
