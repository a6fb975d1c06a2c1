import type * as tf from '@tensorflow/tfjs-core';
import type { LayerName } from '../../../packages/core/src/vgg19/network/layers.js';
import type { Network } from '../../../packages/core/src/vgg19/network/network.js';
import { type ExactMap, typicalValue } from './exact-map.js';
import type { ExactNetwork } from './exact-network.js';
import { poolExactly, winners } from './exact-pooling.js';

/** A decision that the engine took otherwise than float64: between values that are equal within rounding. */
export interface Flip {
  /** Such as `conv1_2 ReLU [y, x, channel]`. */
  readonly at: string;
  /** How far apart the values are, over the larger of their own size and the map's typical value. */
  readonly margin: number;
}

/** Where a flip is, in positions of a map. */
export interface PlacedFlip {
  /** Whose ReLU it is, or whose map is pooled. */
  readonly layer: LayerName;
  readonly kind: 'ReLU' | 'pooling';
  /** In what the stage makes: the convolution's map, or the pooled one. */
  readonly y: number;
  readonly x: number;
  readonly channel: number;
  readonly margin: number;
}

/** The engine's maps of an image, stage by stage: its decisions. Pooling is exact in any precision. */
export async function readDecisions(
  engine: Network,
  exact: ExactNetwork,
  image: tf.Tensor4D,
): Promise<ExactMap[]> {
  const pass = await engine.forward(image);
  const maps: ExactMap[] = [];
  for (const stage of exact.stages.slice(0, stageCount(engine, exact))) {
    if (stage.kind === 'pooling') {
      maps.push(poolExactly(maps.at(-1) as ExactMap, exact.pooling));
      continue;
    }
    const map = pass.featureMap(stage.name);
    const [, height, width, channels] = map.shape;
    maps.push({ height, width, channels, values: Float64Array.from(map.dataSync()) });
  }
  pass.dispose();
  return maps;
}

function stageCount(engine: Network, exact: ExactNetwork): number {
  const deepest = engine.layerNames.at(-1);
  return (
    1 + exact.stages.findIndex((stage) => stage.kind === 'convolution' && stage.name === deepest)
  );
}

/** Every ReLU and max-pooling decision in which two passes over one image differ. */
export function findFlips(
  network: ExactNetwork,
  exact: readonly ExactMap[],
  engine: readonly ExactMap[],
): Flip[] {
  return placeFlips(network, exact, engine).map((flip) => ({
    at: nameFlip(flip),
    margin: flip.margin,
  }));
}

/** {@link findFlips} with their places as numbers. */
export function placeFlips(
  network: Pick<ExactNetwork, 'stages' | 'pooling'>,
  exact: readonly ExactMap[],
  engine: readonly ExactMap[],
): PlacedFlip[] {
  let layer: LayerName = 'conv1_1';
  return engine.flatMap((ours, index) => {
    const stage = network.stages[index];
    const theirs = exact[index] as ExactMap;
    if (stage?.kind === 'convolution') {
      layer = stage.name;
      return reluFlips(theirs, ours, layer);
    }
    if (network.pooling === 'average') return [];
    const before = { exact: exact[index - 1] as ExactMap, engine: engine[index - 1] as ExactMap };
    return poolingFlips(before, theirs, ours, layer);
  });
}

/** Such as `conv1_2 ReLU [y, x, channel]`. */
export function nameFlip({ layer, kind, y, x, channel }: PlacedFlip): string {
  const what = kind === 'ReLU' ? `${layer} ReLU` : `pooling of ${layer}`;
  return `${what} [${y}, ${x}, ${channel}]`;
}

function reluFlips(exact: ExactMap, engine: ExactMap, layer: LayerName): PlacedFlip[] {
  const typical = typicalValue(exact);
  const flips: PlacedFlip[] = [];
  exact.values.forEach((theirs, at) => {
    const ours = engine.values[at] as number;
    if (theirs > 0 === ours > 0) return;
    const margin = Math.abs(ours - theirs) / typical;
    flips.push({ layer, kind: 'ReLU', ...placeOf(exact, at), margin });
  });
  return flips;
}

function poolingFlips(
  before: { readonly exact: ExactMap; readonly engine: ExactMap },
  exact: ExactMap,
  engine: ExactMap,
  layer: LayerName,
): PlacedFlip[] {
  const typical = typicalValue(before.exact);
  const flips: PlacedFlip[] = [];
  exact.values.forEach((largest, at) => {
    // A ReLU blocks the way back of a window of zeros; where only one of them is, that ReLU flipped.
    if (largest === 0 || engine.values[at] === 0) return;
    const theirs = winners(before.exact, exact, at);
    const ours = winners(before.engine, engine, at);
    if (ours.join() === theirs.join()) return;
    const other = ours.map((from) => largest - (before.exact.values[from] as number));
    const margin = Math.max(...other) / Math.max(typical, largest);
    flips.push({ layer, kind: 'pooling', ...placeOf(exact, at), margin });
  });
  return flips;
}

function placeOf({ width, channels }: ExactMap, at: number) {
  const position = Math.floor(at / channels);
  return { y: Math.floor(position / width), x: position % width, channel: at % channels };
}
