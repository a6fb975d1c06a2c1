import * as tf from '@tensorflow/tfjs-core';
import type { Coverage } from '../../packages/core/src/image/coverage.js';
import { fitLongSide, shrinkToLongSide } from '../../packages/core/src/image/fit.js';
import { type Pixels, type RgbImage, toRgb } from '../../packages/core/src/image/pixels.js';
import { resampleImage } from '../../packages/core/src/image/resample.js';
import { layerCoverage } from '../../packages/core/src/loss/layer-coverage.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { withPass } from '../../packages/core/src/vgg19/with-pass.js';
import { STYLE_LAYERS } from './judge.js';
import { meanOf, relativeDistance } from './scores.js';

export type Side = 'left' | 'right' | 'whole';

/** Judges halves of a picture by how near they are to styles. */
export interface RegionJudge {
  /** Mean over the style layers of ‖G − A‖²/‖A‖², G that of the half, A that of the style. */
  distance(picture: Pixels, side: Side, style: number): Promise<number>;
  dispose(): void;
}

/** VGG19 as the judge, all looked at with one long side where nothing else is said. */
export function createRegionJudge(
  weights: NetworkWeights,
  styles: readonly Pixels[],
  longSide: number,
): RegionJudge {
  const calibration = weights.calibration?.max ?? null;
  const network = createNetwork({ weights, deepest: 'conv5_1', pooling: 'max', calibration });
  const gramsOf = (image: RgbImage, side: Side) => {
    const coverage = side === 'whole' ? null : halfOf(image, side);
    return withPass(network, image, (maps) =>
      tf.tidy(() =>
        STYLE_LAYERS.map((layer) => {
          return maps.gram(layer, layerCoverage(coverage, layer)).dataSync() as Float32Array;
        }),
      ),
    );
  };
  return {
    distance: async (picture, side, style) => {
      const size = fitLongSide(picture.width, picture.height, longSide);
      const seen = await gramsOf(resampleImage(toRgb(picture), size), side);
      const pixels = styles[style] as Pixels;
      const styleSize = shrinkToLongSide(pixels.width, pixels.height, longSide);
      const wanted = await gramsOf(resampleImage(toRgb(pixels), styleSize), 'whole');
      const distances = wanted.map((target, layer) =>
        relativeDistance(seen[layer] as Float32Array, target),
      );
      return meanOf(distances) ?? Number.NaN;
    },
    dispose: () => network.dispose(),
  };
}

function halfOf({ width, height }: RgbImage, side: 'left' | 'right'): Coverage {
  const data = Float32Array.from({ length: width * height }, (_, at) =>
    at % width < width / 2 === (side === 'left') ? 1 : 0,
  );
  return { width, height, data };
}
