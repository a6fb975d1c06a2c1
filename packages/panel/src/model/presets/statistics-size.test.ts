import { DEFAULT_PARAMETERS, encodeStyleStatistics } from '@pastiche/core';
import { LAYER_NAMES, type LayerName, VGG19_LAYERS } from '@pastiche/core/parts';
import type { PresetStatistics } from '@pastiche/core/presets';
import { expect, test } from 'vitest';
import { refuseLargeStatistics } from './statistics-size.js';

const USUAL = DEFAULT_PARAMETERS.styleLayers;
const ALL = Object.fromEntries(LAYER_NAMES.map((layer) => [layer, 1]));

const picture = (longSide: number, statistics: readonly PresetStatistics[] | null = null) => ({
  name: 'Waves',
  picture: 'p',
  statistics,
  longSide,
  weight: 1,
});
const kept = (megabytes: number) =>
  picture(0, [{ network: 'vgg19', pooling: 'max', bytes: new Uint8Array(megabytes * 1e6) }]);
const refusal = (pictures: ReturnType<typeof picture>[], styleLayers = USUAL) => {
  try {
    refuseLargeStatistics(pictures, { styleLayers });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  // 3.07 MB · 1.1 · 4/3 = 4.5 MB each at five sizes, three fifths of it at three.
  [2, 512, USUAL, null],
  [3, 512, USUAL, 14],
  [3, 4000, USUAL, 14],
  [3, 256, USUAL, null],
  [8, 512, { conv1_1: 1 }, null],
  [1, 512, ALL, 18],
])('%i pictures of %i px', (count, longSide, styleLayers, megabytes) => {
  const said = refusal(Array(count).fill(picture(longSide)), styleLayers);
  if (megabytes === null) expect(said).toBeNull();
  else expect(said).toContain(`would have about ${megabytes} MB, but at most 12 MB are taken;`);
});

test('those that are there count as they are', () => {
  // (3.38 + 5) · 4/3 = 11.2 MB, and (3.38 + 6) · 4/3 = 12.5 MB.
  expect(refusal([picture(512), kept(5)])).toBeNull();
  expect(refusal([picture(512), kept(6)])).toContain('about 13 MB');
});

test('what is reckoned with is what a file has', () => {
  const channelsOf = (name: LayerName) => {
    const layer = VGG19_LAYERS.find((one) => one.kind !== 'pooling' && one.name === name);
    return layer?.kind === 'convolution' ? layer.outputChannels : 0;
  };
  const layers = new Map(
    (Object.keys(USUAL) as LayerName[]).map((name) => {
      const channels = channelsOf(name);
      const mean = new Float32Array(channels);
      return [name, { mean, covariance: new Float32Array(channels ** 2) }] as const;
    }),
  );
  const { length } = encodeStyleStatistics({
    network: 'vgg19',
    pooling: 'max',
    scales: [{ longSide: 128, layers }],
  });
  // 307 360 half floats, and under 5 kB to say so.
  expect(length).toBeGreaterThan(614_720);
  expect(length).toBeLessThan(620_000);
});
