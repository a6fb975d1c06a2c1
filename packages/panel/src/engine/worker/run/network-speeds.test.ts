import { expect, it } from 'vitest';
import { createNetworkSpeeds } from './network-speeds.js';

const LITE = { backend: 'wasm', network: 'vgg19-lite' } as const;
const VGG19 = { backend: 'wasm', network: 'vgg19' } as const;

function stepAt(width: number, index: number, msPerIteration: number) {
  return {
    scale: { index: 0, of: 1, width, height: width },
    iteration: { index, of: 9 },
    msPerIteration,
  };
}

it('is that of the largest scale of each network, with what is done beside, but for first iterations', () => {
  const speeds = createNetworkSpeeds();
  speeds.prepare({});
  speeds.note(stepAt(200, 2, 8), LITE, 0);
  speeds.note(stepAt(100, 2, 5), LITE, 0);
  speeds.note(stepAt(200, 1, 900), VGG19, 0);
  expect(speeds.measured()).toEqual([{ ...LITE, nsPerPixel: 200, pixels: 40_000 }]);
  // 20 ms and a quarter of that for 40 000 px.
  speeds.note(stepAt(200, 2, 20), VGG19, 0.25);
  expect(speeds.measured()[1]).toEqual({ ...VGG19, nsPerPixel: 625, pixels: 40_000 });
});

it('is not taken from what is painted in pieces', () => {
  const speeds = createNetworkSpeeds();
  speeds.prepare({ pieces: { count: 4, timeFactor: 1.5, bytes: 1 } });
  speeds.note(stepAt(200, 2, 8), LITE, 0);
  expect(speeds.measured()).toEqual([]);
});
