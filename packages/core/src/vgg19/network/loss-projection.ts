import type * as tf from '@tensorflow/tfjs-core';

/**
 * A linear map of feature maps, `f·kernel + bias`, on the device. A distilled network's few
 * channels f estimate its teacher's many as M·f + b. With M̃ = [M b] and the Cholesky factor
 * M̃ᵀM̃ = R̃ᵀR̃, losses on R̃·[f, 1] equal losses on that estimate, at C + 1 channels: this map is R̃.
 */
export interface LossProjection {
  /** `[C, P]`. */
  readonly kernel: tf.Tensor2D;
  /** `[P]`. */
  readonly bias: tf.Tensor1D;
  /** Channels of the teacher's map, by which the absolute normalizations divide. */
  readonly teacherChannels: number;
}
