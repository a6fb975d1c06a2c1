import { kernelsInUse } from '../kernels/wasm/kernels-in-use.js';
import { createArenaNetwork } from './arena/arena-network.js';
import type { Network, NetworkOptions } from './network/network.js';
import { createTensorNetwork } from './tensors/tensor-network.js';

/**
 * Puts a network onto the current backend: into the WebAssembly kernels' memory where
 * `selectBackend` has started them, else onto TensorFlow.js's operations.
 *
 * @example
 * const network = createNetwork({ weights, deepest: 'conv5_1', pooling: 'max', calibration: null });
 * const pass = await network.forward(image);
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function createNetwork(options: NetworkOptions): Network {
  const kernels = kernelsInUse();
  return kernels === null
    ? createTensorNetwork(options)
    : createArenaNetwork({ ...options, ...kernels });
}
