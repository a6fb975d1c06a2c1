import type * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import type { ExactMap } from './exact/exact-map.js';
import type { ExactNetwork } from './exact/exact-network.js';
import type { ExactObjective } from './exact/exact-objective.js';
import type { Findings } from './judge/findings.js';
import type { NumberTree, PictureName, ReferenceSet } from './set/reference-set.js';

/** One set with one pooling: the engine, what the reference keeps, and float64 beside them. */
export interface Subject {
  /** As deep as the losses look. */
  readonly network: Network;
  readonly images: Readonly<Record<PictureName, tf.Tensor4D>>;
  readonly numbers: NumberTree;
  readonly gradients: ReferenceSet['gradients'];
  readonly exact: {
    /** All 16 convolutions. */
    readonly network: ExactNetwork;
    readonly objective: ExactObjective;
    /** What each stage makes of each picture. */
    readonly maps: Readonly<Record<PictureName, readonly ExactMap[]>>;
  };
  readonly findings: Findings;
}
