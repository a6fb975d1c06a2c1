import { DEFAULT_PARAMETERS } from '@pastiche/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, parseSettings } from './parse-settings.js';

test('nothing kept: the defaults', () => {
  expect(parseSettings(null)).toEqual(DEFAULT_SETTINGS);
  expect(parseSettings('a text')).toEqual(DEFAULT_SETTINGS);
});

test('settings are read as they were written', () => {
  const settings = {
    parameters: { ...DEFAULT_PARAMETERS, size: 1024, styleLayers: { conv2_1: 1 } },
    network: 'vgg19',
    backend: 'wasm',
    frames: true,
    advanced: true,
    originalSize: true,
    speeds: [{ backend: 'wasm', network: 'vgg19', nsPerPixel: 80, pixels: 40_000 }],
  } as const;
  expect(parseSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
});

test('a damaged field falls back alone', () => {
  const read = parseSettings({
    network: 'vgg21',
    backend: 'cpu',
    frames: 'yes',
    parameters: { size: 'large', strength: 0.8, seed: -1, styleLayers: { conv9_9: 1 } },
  });
  expect(read).toEqual({
    ...DEFAULT_SETTINGS,
    backend: 'cpu',
    parameters: { ...DEFAULT_PARAMETERS, strength: 0.8 },
  });
});

test('what a newer version wrote is read as far as it is known', () => {
  const read = parseSettings({
    format: 9,
    lantern: true,
    advanced: true,
    parameters: { size: 256, shimmer: 3, pooling: 'median' },
  });
  expect(read).toEqual({
    ...DEFAULT_SETTINGS,
    advanced: true,
    parameters: { ...DEFAULT_PARAMETERS, size: 256 },
  });
});

test('fields that make no sense together do not both get in', () => {
  const { parameters } = parseSettings({ parameters: { alpha: 0, beta: 0 } });
  expect(parameters).toEqual({ ...DEFAULT_PARAMETERS, alpha: 0 });
});

test('no value makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, parameters) => {
      parseSettings(value);
      expect(parseSettings({ parameters }).network).toBe('auto');
    }),
  );
});
