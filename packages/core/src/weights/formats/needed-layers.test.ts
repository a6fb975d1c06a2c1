import { expect, test } from 'vitest';
import { type LayerName, VGG19_LAYERS } from '../../vgg19/network/layers.js';
import { neededLayers } from './needed-layers.js';

test('VGG19 has the names of Keras and torchvision', () => {
  const needed = neededLayers(VGG19_LAYERS, 'conv5_4');
  const indices = [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34];
  expect(needed.map((layer) => layer.torchvision)).toEqual(indices.map((i) => `features.${i}`));
  expect(needed.map((layer) => layer.keras).slice(0, 3)).toEqual([
    'block1_conv1',
    'block1_conv2',
    'block2_conv1',
  ]);
  expect(needed.at(-1)?.keras).toBe('block5_conv4');
});

test('it ends at the deepest layer and refuses one that is not there', () => {
  expect(neededLayers(VGG19_LAYERS, 'conv2_1').map((layer) => layer.name)).toEqual([
    'conv1_1',
    'conv1_2',
    'conv2_1',
  ]);
  expect(() => neededLayers(VGG19_LAYERS.slice(0, 2), 'conv6_1' as LayerName)).toThrow(
    'The deepest layer is "conv6_1", expected one of conv1_1, conv1_2; correct its name.',
  );
});
