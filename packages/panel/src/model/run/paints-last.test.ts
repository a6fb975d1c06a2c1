import { expect, test } from 'vitest';
import { paintsLast } from './paints-last.js';

const lite = { network: 'vgg19-lite' };
const vgg19 = { network: 'vgg19' };

test.each([
  ['auto', true, [], 'vgg19'],
  ['auto', false, [], 'vgg19-lite'],
  ['vgg19-lite', true, [], 'vgg19-lite'],
  ['vgg19', false, [], 'vgg19'],
  ['auto', true, [{}, { statistics: null }], 'vgg19'],
  ['auto', true, [{ statistics: [lite] }], 'vgg19-lite'],
  ['auto', true, [{ statistics: [lite, vgg19] }], 'vgg19'],
  ['auto', true, [{}, { statistics: [lite, vgg19] }, { statistics: [lite] }], 'vgg19-lite'],
] as const)('%s, VGG19 here: %s, styles: %j → %s', (choice, here, styles, network) => {
  expect(paintsLast(choice, here, styles)).toBe(network);
});
