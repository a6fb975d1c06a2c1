import { toTensor } from '../backend/tensor.js';
import type { RgbImage } from '../image/pixels.js';
import type { FeatureMaps } from './network/feature-maps.js';
import type { Network } from './network/network.js';

/**
 * Shows a picture to a network and gives what `look` makes of its feature maps, which must not be
 * the maps themselves: they are freed.
 *
 * @example
 * const gram = await withPass(network, picture, (maps) => maps.gram('conv1_1'));
 */
export async function withPass<Result>(
  network: Network,
  picture: RgbImage,
  look: (maps: FeatureMaps) => Result,
): Promise<Result> {
  const image = toTensor(picture);
  try {
    const pass = await network.forward(image);
    try {
      return look(pass);
    } finally {
      pass.dispose();
    }
  } finally {
    image.dispose();
  }
}
