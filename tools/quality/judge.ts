import * as tf from '@tensorflow/tfjs-core';
import { fitLongSide, shrinkToLongSide } from '../../packages/core/src/image/fit.js';
import { type Pixels, type RgbImage, toRgb } from '../../packages/core/src/image/pixels.js';
import { resampleImage } from '../../packages/core/src/image/resample.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { withPass } from '../../packages/core/src/vgg19/with-pass.js';
import { type Judgement, meanOf, relativeDistance } from './scores.js';

export const STYLE_LAYERS = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1'] as const;
export const CONTENT_LAYER = 'conv4_2';

/** Judges a picture by how near it is to a style and a content. */
export interface Judge {
  /** @param longSide of the size at which all three pictures are looked at, px */
  judge(picture: Pixels, longSide: number): Promise<Judgement>;
  dispose(): void;
}

/** What is looked at: Gram matrices of the style layers, and the content layer's feature map. */
type Features = {
  readonly grams: Float32Array[];
  readonly content: Float32Array;
};

/**
 * VGG19 as the judge of paintings of one pair: calibrated, max pooling, fp32. At each long side the
 * content is resampled from its file as a painting would be, the style shrunk to it, never enlarged.
 *
 * @example
 * const { style: S, content: C } = await createJudge(vgg19, content, style).judge(painting, 256);
 */
export function createJudge(weights: NetworkWeights, content: Pixels, style: Pixels): Judge {
  const calibration = weights.calibration?.max ?? null;
  const network = createNetwork({ weights, deepest: 'conv5_1', pooling: 'max', calibration });
  const targets = new Map<number, { content: Features; style: Features }>();
  const sizeAt = (longSide: number) => fitLongSide(content.width, content.height, longSide);
  const targetsAt = async (longSide: number) => {
    const known = targets.get(longSide);
    if (known) return known;
    const styleSize = shrinkToLongSide(style.width, style.height, longSide);
    const made = {
      content: await look(network, resampleImage(toRgb(content), sizeAt(longSide))),
      style: await look(network, resampleImage(toRgb(style), styleSize)),
    };
    targets.set(longSide, made);
    return made;
  };
  return {
    judge: async (picture, longSide) => {
      const seen = await look(network, resampleImage(toRgb(picture), sizeAt(longSide)));
      const target = await targetsAt(longSide);
      const distances = target.style.grams.map((wanted, layer) =>
        relativeDistance(seen.grams[layer] ?? new Float32Array(), wanted),
      );
      return {
        style: meanOf(distances) ?? Number.NaN,
        content: relativeDistance(seen.content, target.content.content),
      };
    },
    dispose: () => network.dispose(),
  };
}

function look(network: Network, image: RgbImage): Promise<Features> {
  return withPass(network, image, (maps) =>
    tf.tidy(() => {
      const read = (tensor: tf.Tensor) => tensor.dataSync() as Float32Array;
      const grams = STYLE_LAYERS.map((layer) => read(maps.gram(layer)));
      return { grams, content: read(maps.featureMap(CONTENT_LAYER)) };
    }),
  );
}
