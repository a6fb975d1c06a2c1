import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { expect, it } from 'vitest';
import { asItWas } from './as-it-was.js';

it.each([
  ['vgg19-lite', 'vgg19-lite'],
  ['vgg19', 'vgg19'],
  ['vgg19-lite+vgg19', 'auto'],
  ['another', 'auto'],
])(
  'a result of %s keeps size, quality, iterations, seed and network, and no look',
  (network, chosen) => {
    const own = { size: 640, quality: 'high', iterations: 90, seed: 7 } as const;
    const parameters = { ...DEFAULT_PARAMETERS, strength: 0.9, ...own };
    expect(asItWas({ parameters, network })).toEqual({ parameters: own, network: chosen });
  },
);
