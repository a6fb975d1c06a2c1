import type { Recipe } from '@pastiche/core/presets';
import type { NetworkChoice } from '../engine/engine.js';
import type { StyleSource } from '../model/styles/style-source.js';
import { networkIn } from '../results/network-in.js';

/**
 * What paints as another painting was painted. Nobody is there to be asked: what would need a download,
 * or cannot paint a style that was kept without its picture, becomes whatever can.
 */
export function networkOf(
  recipe: Pick<Recipe, 'network'>,
  { pictures }: Pick<StyleSource, 'pictures'>,
  vgg19Here: boolean,
): NetworkChoice {
  const network = networkIn(recipe);
  if (network === 'auto') return network;
  const canPaint = pictures.every(
    ({ statistics }) => statistics?.some((one) => one.network === network) ?? true,
  );
  return canPaint && (network === 'vgg19-lite' || vgg19Here) ? network : 'auto';
}
