import { describe, expect, it } from 'vitest';
import { tinyStatistics } from '../../test/fake-engine.js';
import type { StylePicture } from '../model/styles/style-source.js';
import { networkOf } from './network-of.js';

const picture: StylePicture = { name: 'Waves', weight: 1, read: async () => new Uint8Array() };
const only = (network: string): StylePicture => {
  return { name: 'Waves', weight: 1, statistics: [tinyStatistics(network)] };
};

describe('the network of another painting', () => {
  it.each([
    ['vgg19-lite', [picture], true, 'vgg19-lite'],
    ['vgg19', [picture], true, 'vgg19'],
    // Both means VGG19 after the built-in network, which is what "automatic" does where it can.
    ['vgg19-lite+vgg19', [picture], true, 'auto'],
    ['vgg19', [picture], false, 'auto'],
    ['vgg19', [picture, only('vgg19-lite')], true, 'auto'],
    ['vgg19', [only('vgg19')], true, 'vgg19'],
    ['vgg19-lite', [only('vgg19')], true, 'auto'],
    ['another', [picture], true, 'auto'],
  ] as const)('%s, case %#', (network, pictures, isHere, expected) => {
    expect(networkOf({ network }, { pictures }, isHere)).toBe(expected);
  });
});
