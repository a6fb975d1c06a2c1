import type { StyleStatistics } from '@pastiche/core';
import { parseParameters } from '@pastiche/core';
import type { LayerName } from '@pastiche/core/parts';
import type { NetworkWeights } from '@pastiche/core/weights';
import { tinyNetwork } from '@pastiche/test-fixtures';
import { expect, it } from 'vitest';
import type { Networks } from '../networks/networks.js';
import { chooseRunNetworks } from './run-networks.js';

const { weights } = tinyNetwork(1);
const projection = {
  kernel: new Float32Array(1),
  inputChannels: 1,
  outputChannels: 1,
  bias: new Float32Array(1),
};
const SEEN: LayerName[] = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv4_2', 'conv5_1'];
const lite: NetworkWeights = {
  ...weights,
  id: 'vgg19-lite',
  pooling: 'max',
  projections: new Map(SEEN.map((layer) => [layer, projection])),
};
const vgg19: NetworkWeights = { ...weights, id: 'vgg19' };

function choose(
  choice: 'auto' | 'vgg19-lite' | 'vgg19',
  here: boolean,
  parameters = {},
  statistics: readonly (readonly StyleStatistics[])[] = [],
) {
  const asked: string[] = [];
  const networks = {
    lite: () => lite,
    vgg19: async ({ layers }) => {
      asked.push(`download for ${layers.length} layers`);
      return vgg19;
    },
    vgg19IfHere: async () => (here ? vgg19 : null),
  } as Pick<Networks, 'lite' | 'vgg19' | 'vgg19IfHere'> as Networks;
  const painters = chooseRunNetworks({
    networks,
    choice,
    statistics,
    parameters: parseParameters(parameters),
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  return painters.then((chosen) => ({ ...chosen, asked }));
}

it('lets VGG19 finish where it is here, and never downloads it by itself', async () => {
  expect(await choose('auto', true)).toEqual({
    weights: vgg19,
    coarseWeights: lite,
    network: 'vgg19-lite+vgg19',
    asked: [],
  });
  expect(await choose('auto', false)).toEqual({ weights: lite, network: 'vgg19-lite', asked: [] });
});

it('takes VGG19 alone for layers that the built-in network does not have', async () => {
  const parameters = { styleLayers: { conv3_4: 1 } };
  const chosen = await choose('auto', true, parameters);
  expect(chosen).toEqual({ weights: vgg19, network: 'vgg19', asked: [] });
});

it('takes the one that was asked for', async () => {
  expect(await choose('vgg19-lite', true)).toMatchObject({ network: 'vgg19-lite', asked: [] });
  // One content layer and five style layers.
  const chosen = await choose('vgg19', false);
  expect(chosen).toEqual({ weights: vgg19, network: 'vgg19', asked: ['download for 6 layers'] });
});

const of = (network: string, pooling: 'max' | 'average' = 'max'): StyleStatistics => ({
  network,
  pooling,
  scales: [],
});

it.each([
  ['auto', true, [[of('vgg19-lite'), of('vgg19')]], 'vgg19'],
  ['auto', false, [[of('vgg19-lite'), of('vgg19')]], 'vgg19-lite'],
  ['auto', true, [[of('vgg19-lite')]], 'vgg19-lite'],
  ['auto', true, [[of('vgg19-lite'), of('vgg19')], [of('vgg19')]], 'vgg19'],
  ['vgg19-lite', true, [[of('vgg19-lite'), of('vgg19')]], 'vgg19-lite'],
  ['vgg19', true, [[of('vgg19-lite'), of('vgg19')]], 'vgg19'],
] as const)(
  'paints a style without its picture by one network that it is for: case %#',
  async (choice, here, statistics, network) => {
    const chosen = await choose(choice, here, {}, statistics);
    expect([chosen.network, chosen.coarseWeights, chosen.asked.length]).toEqual([
      network,
      undefined,
      choice === 'vgg19' ? 1 : 0,
    ]);
  },
);

it.each([
  [
    'vgg19',
    {},
    [[of('vgg19-lite')]],
    'This style was kept without its picture, for vgg19-lite with max pooling only, and cannot be painted by vgg19 with max pooling; choose what it is for, or another style.',
  ],
  [
    'vgg19',
    { pooling: 'average' },
    [[of('vgg19')]],
    'This style was kept without its picture, for vgg19 with max pooling only, and cannot be painted by vgg19 with average pooling; choose what it is for, or another style.',
  ],
  [
    'auto',
    {},
    [[of('vgg19-lite')], [of('other')]],
    'This style was kept without its picture, for vgg19-lite with max pooling and other with max pooling only, and cannot be painted by another network with max pooling; choose what it is for, or another style.',
  ],
  [
    'auto',
    {},
    [[of('vgg19')]],
    'This style was kept without its picture, for VGG19, which is not here; download VGG19 under Network, or choose another style.',
  ],
] as const)(
  'says what a style without its picture needs: case %#',
  async (choice, parameters, statistics, message) => {
    await expect(choose(choice, false, parameters, statistics)).rejects.toMatchObject({
      code: 'invalid-statistics',
      message,
    });
  },
);
