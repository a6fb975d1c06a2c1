import { type TinyLayerName, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import type { Coverage } from '../src/image/coverage.js';
import type { Normalization } from '../src/parameters/schema.js';
import { type LayerName, type Pooling, poolingsBefore } from '../src/vgg19/network/layers.js';
import type { Network } from '../src/vgg19/network/network.js';

// The objective written plainly, by operations that autodiff knows, for the tiny network and its
// projections: what the written-out gradients are held against.

const fixture = tinyNetwork(7);

/** The feature maps by plain operations, projected where the network does. */
export function plainMaps(image: tf.Tensor4D, pooling: Pooling, net: Network) {
  const maps = new Map<LayerName, tf.Tensor4D>();
  let current = tf.sub(image, tf.tensor1d([...fixture.weights.inputMean])) as tf.Tensor4D;
  for (const layer of fixture.weights.architecture) {
    if (layer.kind === 'pooling') {
      current =
        pooling === 'max' ? tf.maxPool(current, 2, 2, 'valid') : tf.avgPool(current, 2, 2, 'valid');
      continue;
    }
    const { kernel, bias, inputChannels, outputChannels } = fixture.weights.layers.get(layer.name)!;
    const filter = tf.tensor4d(kernel, [3, 3, inputChannels, outputChannels]);
    current = tf.relu(tf.add(tf.conv2d(current, filter, 1, 'same'), tf.tensor1d(bias)));
    const projection = net.projection(layer.name);
    const [, h, w, c] = current.shape;
    const rows = tf.reshape(current, [h * w, c]);
    const seen = projection ? tf.add(tf.matMul(rows, projection.kernel), projection.bias) : rows;
    maps.set(layer.name, tf.reshape(seen, [1, h, w, seen.shape[1]!]));
  }
  return maps;
}

/** m² of each position of a layer, `[h·w, 1]`: the coverage pooled by averages, squared. */
export function plainWeights({ data, height, width }: Coverage, layer: LayerName): tf.Tensor2D {
  let mask = tf.tensor4d(data, [1, height, width, 1]);
  for (let done = 0; done < poolingsBefore(layer); done++) mask = tf.avgPool(mask, 2, 2, 'valid');
  return tf.reshape(tf.square(mask), [-1, 1]);
}

/** The channels of a layer as losses see them. */
export function channelsSeen(net: Network, layer: TinyLayerName): number {
  const own = fixture.weights.layers.get(layer)?.outputChannels ?? 0;
  return net.projection(layer)?.teacherChannels ?? own;
}

/** The total variation of what is covered. */
export function plainVariation(
  image: tf.Tensor4D,
  { data, height: h, width: w }: Coverage,
): tf.Tensor {
  const mask = tf.tensor4d(data, [1, h, w, 1]);
  const along = (first: number[], second: number[], rows: number, columns: number) => {
    const cut = (of: tf.Tensor4D, from: number[], channels: number) =>
      tf.slice(of, from, [1, rows, columns, channels]);
    const difference = tf.sub(cut(image, second, 3), cut(image, first, 3));
    const pair = tf.mul(cut(mask, second, 1), cut(mask, first, 1));
    return tf.sum(tf.mul(pair, tf.square(difference)));
  };
  const down = along([0, 0, 0, 0], [0, 1, 0, 0], h - 1, w);
  const right = along([0, 0, 0, 0], [0, 0, 1, 0], h, w - 1);
  return tf.div(tf.add(down, right), tf.mul(3, tf.sum(tf.square(mask))));
}

/** How a layer is seen, and what it should be. */
export interface PlainTerm {
  /** `[1, h, w, C]`. */
  readonly map: tf.Tensor4D;
  readonly target: tf.Tensor;
  /** m² of each position, `[h·w, 1]`. */
  readonly weights: tf.Tensor2D;
  readonly channels: number;
  readonly normalization: Normalization;
}

const rowsOf = (map: tf.Tensor4D) => tf.reshape(map, [-1, map.shape[3]]);

export function plainContent(term: PlainTerm): tf.Tensor {
  const { map, weights, channels, normalization } = term;
  const P = rowsOf(term.target as tf.Tensor4D);
  const squared = tf.sum(tf.mul(weights, tf.squaredDifference(rowsOf(map), P)));
  return {
    relative: () => tf.div(squared, tf.sum(tf.mul(weights, tf.square(P)))),
    gatys: () => tf.div(squared, 2),
    udacity: () => tf.div(squared, tf.mul(tf.sum(weights), channels)),
  }[normalization]();
}

/** @param positions M, how many count of the whole image, of which `weights` may be a part */
export function plainStyle(term: PlainTerm, positions = tf.sum(term.weights)): tf.Tensor {
  const { map, target, weights, channels, normalization } = term;
  const rows = rowsOf(map);
  const G = tf.div(tf.matMul(tf.mul(rows, weights), rows, true), tf.sum(weights));
  const distance = tf.sum(tf.squaredDifference(G, target));
  return {
    relative: () => tf.div(distance, tf.sum(tf.square(target))),
    gatys: () => tf.div(distance, 4 * channels ** 2),
    udacity: () => tf.div(tf.mul(distance, positions), channels ** 3),
  }[normalization]();
}
