import { CALIBRATION_FACTORS } from './calibration.generated.js';
import type { LayerName, Pooling } from './layers.js';

/**
 * The factor c_l of each feature map that brings its mean activation over a set of photographs to
 * 1, for the Keras VGG19 (raw activations grow to 16 500, which half floats cannot square, and
 * leave conv4_1 97 % of the style gradient).
 *
 * ReLU and pooling are positively homogeneous, so with kernels W·c_l/c_(l−1) and biases b·c_l the
 * network computes c_l times its raw feature maps and nothing else changes. The means depend on the
 * pooling, hence one set for each.
 *
 * Departure from Gatys et al. 2016, section 2: they bring every channel to 1, we every layer, which
 * only scales Gram matrices and leaves the relations between channels as they were trained.
 *
 * @example
 * createNetwork({ weights, deepest: 'conv5_1', pooling, calibration: CALIBRATION[pooling] });
 */
export const CALIBRATION: Readonly<Record<Pooling, Readonly<Record<LayerName, number>>>> =
  CALIBRATION_FACTORS;
