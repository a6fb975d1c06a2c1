import type { Recipe } from '@pastiche/core';
import type { NetworkChoice } from '../engine/engine.js';
import type { StyleSource } from '../model/styles/style-source.js';

/**
 * What paints as another painting was painted. Nobody is there to be asked: what would need a download,
 * or cannot paint a style that was kept without its picture, becomes whatever can.
 */
export function networkOf(
  { network }: Pick<Recipe, 'network'>,
  { pictures }: Pick<StyleSource, 'pictures'>,
  vgg19Here: boolean,
): NetworkChoice {
  if (network !== 'vgg19-lite' && network !== 'vgg19') return 'auto';
  const canPaint = pictures.every(
    ({ statistics }) => statistics?.some((one) => one.network === network) ?? true,
  );
  return canPaint && (network === 'vgg19-lite' || vgg19Here) ? network : 'auto';
}
