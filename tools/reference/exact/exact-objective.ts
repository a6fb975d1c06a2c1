import type { LayerName } from '../../../packages/core/src/vgg19/network/layers.js';
import { addScaled, type ExactMap, exactGram, zeroMap } from './exact-map.js';
import type { ExactNetwork } from './exact-network.js';

/** The layers that the reference's loss looks at. */
export const CONTENT_LAYER: LayerName = 'conv4_2';
export const STYLE_LAYERS: readonly LayerName[] = [
  'conv1_1',
  'conv2_1',
  'conv3_1',
  'conv4_1',
  'conv5_1',
];

/** What each term of the reference's loss counts: the content's, and each style layer's. */
export type TermWeights = ReadonlyMap<'content' | LayerName, number>;

/** Loss and its gradient with respect to the image, `[h, w, 3]` per unit of 0..1. */
export interface ExactEvaluation {
  readonly loss: number;
  readonly gradient: Float64Array;
}

/** The reference's loss in float64: means of squares, of feature maps and of Gram matrices. */
export interface ExactObjective {
  /**
   * @param maps of the image, as the network's `forward` makes them
   * @param decisions see `ExactNetwork.backward`
   */
  evaluate(
    maps: readonly ExactMap[],
    weights: TermWeights,
    decisions?: readonly ExactMap[],
  ): ExactEvaluation;
}

/** @param content and `style`: the maps of both pictures */
export function createExactObjective(
  network: ExactNetwork,
  content: readonly ExactMap[],
  style: readonly ExactMap[],
): ExactObjective {
  const target = network.find(content, CONTENT_LAYER);
  const grams = new Map(
    STYLE_LAYERS.map((layer) => [layer, exactGram(network.find(style, layer))] as const),
  );
  return {
    evaluate: (maps, weights, decisions = maps) => {
      let loss = 0;
      const own = new Map<LayerName, ExactMap>();
      for (const [term, weight] of weights) {
        const layer = term === 'content' ? CONTENT_LAYER : term;
        const map = network.find(maps, layer);
        const { value, gradient } =
          term === 'content'
            ? meanSquare(map, target)
            : gramMeanSquare(map, grams.get(layer) as Float64Array);
        loss += weight * value;
        own.set(layer, { ...gradient, values: gradient.values.map((each) => weight * each) });
      }
      const { values } = network.backward(decisions, (layer) => own.get(layer) ?? null);
      return { loss, gradient: values };
    },
  };
}

interface Term {
  readonly value: number;
  readonly gradient: ExactMap;
}

/** mean (F − P)² and 2(F − P)/n. */
function meanSquare(map: ExactMap, target: ExactMap): Term {
  const count = map.values.length;
  const off = map.values.map((value, at) => value - (target.values[at] as number));
  const gradient = { ...map, values: off.map((value) => (2 * value) / count) };
  return { value: sumOfSquares(off) / count, gradient };
}

/** mean over C² of (G − A)², G = FᵀF/M, and 4F(G − A)/(C²M). */
function gramMeanSquare(map: ExactMap, target: Float64Array): Term {
  const { channels, height, width, values } = map;
  const off = exactGram(map).map((value, at) => value - (target[at] as number));
  const gradient = zeroMap(map, channels);
  const factor = 4 / (channels ** 2 * height * width);
  for (let start = 0; start < values.length; start += channels) {
    for (let i = 0; i < channels; i++) {
      const value = factor * (values[start + i] as number);
      if (value !== 0) addScaled(gradient.values, start, value, off, i * channels, channels);
    }
  }
  return { value: sumOfSquares(off) / channels ** 2, gradient };
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
