// The union package: it is what registers gradients.
import * as tf from '@tensorflow/tfjs';
import { adam } from '../../packages/core/src/optimizer/adam.js';
import { disposeState } from '../../packages/core/src/optimizer/optimizer.js';
import { CALIBRATION } from '../../packages/core/src/vgg19/network/calibration.js';
import { type LayerName, VGG19_LAYERS } from '../../packages/core/src/vgg19/network/layers.js';
import type { Contender, ContenderOptions } from './contender.js';
import { CONTENT_LAYERS, DEEPEST, DEFAULTS, STYLE_LAYERS, WEIGHTS } from './objective-defaults.js';

type Maps = ReadonlyMap<LayerName, tf.Tensor4D>;

interface Convolution {
  readonly name: LayerName;
  readonly kernel: tf.Tensor4D;
  readonly bias: tf.Tensor1D;
}

/**
 * Stock TensorFlow.js: the same network, weights, losses and Adam, written as a tutorial would and
 * differentiated by `tf.valueAndGrad`.
 */
export function stockContender(options: ContenderOptions): Contender {
  const stages = buildStages(options);
  const mean = tf.tensor1d([...options.weights.inputMean]);
  const forward = (image: tf.Tensor4D) => featureMaps(stages, tf.sub(image, mean));
  const targets = tf.tidy(() => {
    const content = forward(options.content);
    const style = forward(options.style);
    return {
      content: CONTENT_LAYERS.map((layer) => tf.clone(mapOf(content, layer))),
      style: STYLE_LAYERS.map((layer) => gram(mapOf(style, layer))),
    };
  });
  const valueAndGradient = tf.valueAndGrad((image: tf.Tensor) => {
    const maps = forward(image as tf.Tensor4D);
    return totalLoss(maps, targets);
  });
  const optimizer = adam();
  let state = optimizer.init(options.content);
  return {
    name: 'stock',
    iterate: async () => {
      const { value, grad } = valueAndGradient(optimizer.image(state));
      const [total = Number.NaN] = value.dataSync();
      const next = optimizer.update(state, grad as tf.Tensor4D);
      disposeState(state);
      tf.dispose([value, grad]);
      state = next;
      return total;
    },
    dispose: () => {
      disposeState(state);
      tf.dispose([mean, ...targets.content, ...targets.style]);
      for (const stage of stages) if (stage !== 'pooling') tf.dispose([stage.kernel, stage.bias]);
    },
  };
}

function buildStages({ weights }: ContenderOptions): (Convolution | 'pooling')[] {
  const stages: (Convolution | 'pooling')[] = [];
  const factors = CALIBRATION[DEFAULTS.pooling];
  let before = 1;
  for (const layer of VGG19_LAYERS) {
    if (layer.kind === 'pooling') {
      stages.push('pooling');
      continue;
    }
    const { name, inputChannels, outputChannels } = layer;
    const convolution = weights.layers.get(name);
    if (convolution === undefined) throw new Error(`The weights lack ${name}.`);
    const factor = factors[name];
    const kernel = convolution.kernel.map((value) => (value * factor) / before);
    const bias = convolution.bias.map((value) => value * factor);
    stages.push({
      name,
      kernel: tf.tensor4d(kernel, [3, 3, inputChannels, outputChannels]),
      bias: tf.tensor1d(bias),
    });
    if (name === DEEPEST) break;
    before = factor;
  }
  return stages;
}

function featureMaps(stages: readonly (Convolution | 'pooling')[], input: tf.Tensor4D): Maps {
  const maps = new Map<LayerName, tf.Tensor4D>();
  let current = input;
  for (const stage of stages) {
    if (stage === 'pooling') {
      current = tf.maxPool(current, 2, 2, 'valid');
    } else {
      current = tf.relu(tf.add(tf.conv2d(current, stage.kernel, 1, 'same'), stage.bias));
      maps.set(stage.name, current);
    }
  }
  return maps;
}

function mapOf(maps: Maps, layer: LayerName): tf.Tensor4D {
  const map = maps.get(layer);
  if (map === undefined) throw new Error(`The network does not reach ${layer}.`);
  return map;
}

function gram(map: tf.Tensor4D): tf.Tensor2D {
  const [, height, width, channels] = map.shape;
  const rows = tf.reshape(map, [height * width, channels]);
  return tf.div(tf.matMul(rows, rows, true), height * width);
}

function totalLoss(
  maps: Maps,
  targets: { readonly content: readonly tf.Tensor[]; readonly style: readonly tf.Tensor[] },
): tf.Scalar {
  const relative = (actual: tf.Tensor, target: tf.Tensor) =>
    tf.div(tf.sum(tf.squaredDifference(actual, target)), tf.sum(tf.square(target)));
  const content = CONTENT_LAYERS.map((layer, index) =>
    tf.mul(
      relative(mapOf(maps, layer), targets.content[index] as tf.Tensor),
      WEIGHTS.alpha * (WEIGHTS.contentLayers[layer] ?? 0),
    ),
  );
  const style = STYLE_LAYERS.map((layer, index) =>
    tf.mul(
      relative(gram(mapOf(maps, layer)), targets.style[index] as tf.Tensor),
      WEIGHTS.beta * (WEIGHTS.styleLayers[layer] ?? 0),
    ),
  );
  return tf.addN([...content, ...style]) as tf.Scalar;
}
