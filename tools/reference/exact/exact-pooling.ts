import type { Pooling } from '../../../packages/core/src/vgg19/network/layers.js';
import { type ExactMap, zeroMap } from './exact-map.js';

/** 2×2, stride 2: an odd last row or column is dropped. */
export function poolExactly(source: ExactMap, pooling: Pooling): ExactMap {
  const { channels } = source;
  const size = { height: source.height >> 1, width: source.width >> 1 };
  const pooled = zeroMap({ ...size, channels, values: source.values }, channels);
  for (let at = 0; at < pooled.values.length; at++) {
    const window = windowOf(source, pooled, at).map((place) => source.values[place] as number);
    pooled.values[at] =
      pooling === 'max' ? Math.max(...window) : window.reduce((sum, value) => sum + value, 0) / 4;
  }
  return pooled;
}

/** The way back: to the winners in equal shares, as `source` and `pooled` have them, or to all four. */
export function poolBackExactly(
  gradient: ExactMap,
  source: ExactMap,
  pooled: ExactMap,
  pooling: Pooling,
): ExactMap {
  const back = zeroMap(source, source.channels);
  for (let at = 0; at < gradient.values.length; at++) {
    const window = windowOf(source, pooled, at);
    const takers = pooling === 'max' ? winners(source, pooled, at) : window;
    for (const place of takers) {
      back.values[place] = (gradient.values[at] as number) / takers.length;
    }
  }
  return back;
}

/** Where in `source` the value `at` of what max pooling made comes from: more than one place in a tie. */
export function winners(source: ExactMap, pooled: ExactMap, at: number): number[] {
  return windowOf(source, pooled, at).filter((place) => source.values[place] === pooled.values[at]);
}

function windowOf(source: ExactMap, pooled: ExactMap, at: number): number[] {
  const { width, channels } = source;
  const position = Math.floor(at / channels);
  const [y, x] = [Math.floor(position / pooled.width), position % pooled.width];
  const corner = (2 * y * width + 2 * x) * channels + (at % channels);
  const below = corner + width * channels;
  return [corner, corner + channels, below, below + channels];
}
